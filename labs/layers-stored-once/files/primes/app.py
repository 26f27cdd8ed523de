with open("/primes.txt") as table:
    primes = table.read().split()
print("The largest prime in the table is", primes[-1])
