#!/bin/sh
# Prints the total of a basket: sh till.sh PRICE...

# Prints cents as euros.
euros() {
    printf '%d.%02d\n' $(($1 / 100)) $(($1 % 100))
}

total=0
for price in "$@"; do
    total=$((total + price))
done
euros "$total"
