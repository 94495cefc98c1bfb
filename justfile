# Recipes for builders. `just` lists them.

default:
    @just --list

# What CI runs.
ci:
    .ci/run

# The tests; real data are read where HUOKE_TEST_DATA says.
test *ARGS:
    cargo test --locked {{ARGS}}

# Format and lint.
lint:
    cargo fmt
    cargo clippy --all-targets -- -D warnings

# All benches at full size (1,000,000 customers; the file is made once under target/bench).
bench *ARGS:
    cargo bench --locked {{ARGS}}

# Time and size of a clean release build.
weigh:
    cargo clean --release
    cargo build --release --locked --timings
    cargo tree -e normal --prefix none | sort -u | wc -l

# Fuzz an importer for a minute: delimited, cards, maps or workbooks. Needs cargo-fuzz and nightly.
fuzz TARGET SECONDS="60":
    mkdir -p fuzz/corpus/{{TARGET}}
    cargo +nightly fuzz run {{TARGET}} fuzz/corpus/{{TARGET}} tests/hostile/{{TARGET}} -- -max_total_time={{SECONDS}}

# Many processes on one file, some killed every second; ends with one JSON line.
storm PROCESSES="50" SECONDS="60" KILLS="5":
    cargo run --release --locked --example storm -- --processes {{PROCESSES}} --seconds {{SECONDS}} --kills {{KILLS}}

# Four hundred images of the disk as the power may leave it (forty run with the tests).
power IMAGES="400":
    HUOKE_POWER_IMAGES={{IMAGES}} cargo test --locked --test it storm::power
