/* Records, in order, what processes do to the files of the database: every write, truncation and
 * sync of a file below POWER_PREFIX goes to POWER_LOG. Loaded before libc (LD_PRELOAD). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 3 };
struct head { uint32_t op, length; uint64_t at; char name[48]; };

#define FILES 1024
static char names[FILES][48];
static int out = -1;

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int watched(int fd) { return fd >= 0 && fd < FILES && names[fd][0]; }

static void record(uint32_t op, int fd, uint64_t at, const void *bytes, size_t length) {
  struct head head = { op, (uint32_t)length, at, { 0 } };
  memcpy(head.name, names[fd], sizeof head.name);
  struct iovec parts[2] = { { &head, sizeof head }, { (void *)bytes, length } };
  ssize_t written = writev(out, parts, bytes ? 2 : 1);
  (void)written;
}

static void opened(int fd, const char *path) {
  const char *prefix = getenv("POWER_PREFIX"), *log = getenv("POWER_LOG");
  if (fd < 0 || fd >= FILES || !prefix || !log) return;
  names[fd][0] = 0;
  if (strncmp(path, prefix, strlen(prefix))) return;
  const char *name = strrchr(path, '/') + 1, *end = strrchr(name, '.');
  if (!end || (strcmp(end, ".db") && strcmp(end, ".db-wal") && strcmp(end, ".log"))) return;
  if (out < 0) {
    REAL(int, "open", const char *, int, ...);
    out = real(log, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
  }
  strncpy(names[fd], name, sizeof names[fd] - 1);
}

#define OPEN(function) \
  int function(const char *path, int flags, ...) { \
    REAL(int, #function, const char *, int, ...); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { \
      va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); \
    } \
    int fd = real(path, flags, mode); \
    opened(fd, path); \
    return fd; \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  REAL(int, "close", int);
  if (fd >= 0 && fd < FILES) names[fd][0] = 0;
  return real(fd);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  off_t at = watched(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = real(fd, bytes, length);
  if (watched(fd) && done > 0) record(WRITE, fd, (uint64_t)at, bytes, (size_t)done);
  return done;
}

#define PWRITE(function, offset) \
  ssize_t function(int fd, const void *bytes, size_t length, offset at) { \
    REAL(ssize_t, #function, int, const void *, size_t, offset); \
    ssize_t done = real(fd, bytes, length, at); \
    if (watched(fd) && done > 0) record(WRITE, fd, (uint64_t)at, bytes, (size_t)done); \
    return done; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATED(function, offset) \
  int function(int fd, offset length) { \
    REAL(int, #function, int, offset); \
    int done = real(fd, length); \
    if (watched(fd) && !done) record(TRUNCATE, fd, (uint64_t)length, 0, 0); \
    return done; \
  }
TRUNCATED(ftruncate, off_t)
TRUNCATED(ftruncate64, off64_t)

#define SYNCED(function) \
  int function(int fd) { \
    REAL(int, #function, int); \
    int done = real(fd); \
    if (watched(fd) && !done) record(SYNC, fd, 0, 0, 0); \
    return done; \
  }
SYNCED(fsync)
SYNCED(fdatasync)
