"""Writes down all primes below 50,000, the slow way."""

primes = [2]
for candidate in range(3, 50_000, 2):
    for prime in primes:
        if prime * prime > candidate:
            primes.append(candidate)
            break
        if candidate % prime == 0:
            break

with open("/primes.txt", "w") as table:
    table.writelines(f"{prime}\n" for prime in primes)
print(len(primes), "primes")
