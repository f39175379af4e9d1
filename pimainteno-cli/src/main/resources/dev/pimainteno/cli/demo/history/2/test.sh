#!/bin/sh
# Checks the till: sh test.sh

failed=0

# expect TOTAL PRICE...
expect() {
    expected=$1
    shift
    total=$(sh till.sh "$@")
    if [ "$total" = "$expected" ]; then
        echo "ok      $* makes $total"
    else
        echo "FAILED  $* makes $total, not $expected"
        failed=1
    fi
}

expect 4.00 150 250
expect 0.05 5
expect 49.95 4995
expect 45.00 2500 2500

exit $failed
