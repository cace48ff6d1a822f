/** Millionths of a dollar as a person writes dollars, with a point or a comma; null: nothing is written. NaN: no amount. */
export function microsOf(text: string): number | null {
  const written = text.trim().replace(',', '.')
  if (written === '') return null
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(written) ?? []
  return whole === undefined ? Number.NaN : Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0'))
}

/** The same the other way: "25", "0.5". */
export function dollarsOf(micros: number | null | undefined): string {
  if (micros === null || micros === undefined) return ''
  const whole = Math.floor(micros / 1_000_000)
  const fraction = String(micros % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return fraction === '' ? String(whole) : `${whole}.${fraction}`
}

/** A whole number as a person writes it, with or without separators; null: nothing is written. NaN: no number. */
export function countOf(text: string): number | null {
  const written = text.replace(/[\s.,'’]/g, '')
  if (written === '') return null
  return /^\d{1,12}$/.test(written) ? Number(written) : Number.NaN
}
