/** The value below which `share` (0 to 1) of the samples lie, to a tenth. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return Math.round(value * 10) / 10
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5)
}

/** Name, how many, median, p95: a row of a benchmark's table. */
export function timingRow(name: string, samples: readonly number[]): string[] {
  return [name, `${samples.length}`, `${median(samples)}`, `${percentile(samples, 0.95)}`]
}

export const timingHead = ['ms', 'n', 'p50', 'p95']
