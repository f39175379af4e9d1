#!/bin/sh
# Prints the total of a basket: sh till.sh PRICE...

# Takes off 10 %, from 50.00 on.
discount() {
    if [ "$1" -ge 5000 ]; then
        echo $(($1 - $1 / 10))
    else
        echo "$1"
    fi
}

# Rounds to the nearest 5 cents.
round() {
    echo $(($1 / 5 * 5))
}

# Prints cents as euros.
euros() {
    printf '%d.%02d\n' $(($1 / 100)) $(($1 % 100))
}

total=0
for price in "$@"; do
    total=$((total + price))
done
euros "$(round "$(discount "$total")")"
