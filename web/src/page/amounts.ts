const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Such as 256 MiB or 1.5 GiB. */
export function memoryWords(bytes: number): string {
  return bytes < GIB ? `${Math.round(bytes / MIB)} MiB` : `${short(bytes / GIB)} GiB`;
}

/** Such as 1 processor or 0.5 processors. */
export function cpuWords(cpus: number): string {
  return `${short(cpus)} ${cpus === 1 ? "processor" : "processors"}`;
}

/** At most two decimals, and none that are zero. */
export function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** Sizes to stop at between two others: each power of two, and half way to the next. */
export function memoryStops(from: number, to: number, now: number): number[] {
  const stops = [from, to, now];
  for (let size = MIB; size < to; size *= 2) {
    stops.push(size, size * 1.5);
  }
  return ascending(stops, from, to);
}

const SHARES = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 1, 1.5];

/** Numbers of processors to stop at between two others. */
export function cpuStops(from: number, to: number, now: number, whole: boolean): number[] {
  const numbers = Array.from({ length: Math.floor(to) }, (_, index) => index + 1);
  return ascending([from, to, now, ...numbers, ...(whole ? [] : SHARES)], from, to).filter(
    (cpus) => !whole || Number.isInteger(cpus),
  );
}

function ascending(stops: number[], from: number, to: number): number[] {
  const within = stops.filter((stop) => from <= stop && stop <= to);
  return [...new Set(within)].sort((one, other) => one - other);
}
