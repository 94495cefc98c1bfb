//! Terminal parts that have never heard of customers.
