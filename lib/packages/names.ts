import { AppError } from '#lib/errors.ts'

/** Beginnings that only the installation's own packages have. */
const RESERVED = /^(?:crew-?house|official|first-?party|verified)(?:-|$)/

/** The letters of other scripts, and the signs, that read as a Latin letter. */
const LOOKS: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '|': 'l',
  '3': 'e',
  '5': 's',
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'l',
  ѕ: 's',
  ј: 'j',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  ι: 'l',
  ν: 'v',
  ı: 'l',
}

/** What is the same for all names that people would take for one another. */
export function foldName(name: string): string {
  const letters = [...name.normalize('NFKD').toLowerCase().normalize('NFKD')]
    .filter((letter) => /[\p{L}\p{N}|]/u.test(letter))
    .map((letter) => LOOKS[letter] ?? letter)
    .join('')
  return letters.replace(/rn/g, 'm').replace(/vv/g, 'w')
}

/** @throws AppError `conflict` */
export function assertNotReserved(name: string): void {
  if (!RESERVED.test(name)) return
  throw nameProblem(
    `Names that begin like "${name}" are kept for this installation’s own packages. Choose another one.`,
  )
}

export function nameProblem(message: string): AppError {
  return new AppError('conflict', message, { fieldErrors: { name: [message] } })
}

/** By the rules of semantic versioning: whether `a` comes after `b`. */
export function isNewer(a: string, b: string): boolean {
  const [coreA, preA] = split(a)
  const [coreB, preB] = split(b)
  for (const [index, number] of coreA.entries()) {
    if (number !== coreB[index]) return number > (coreB[index] ?? 0)
  }
  if (preA === undefined || preB === undefined) return preA === undefined && preB !== undefined
  return comparePre(preA, preB) > 0
}

function split(version: string): [number[], string | undefined] {
  const dash = version.indexOf('-')
  const core = dash < 0 ? version : version.slice(0, dash)
  return [core.split('.').map(Number), dash < 0 ? undefined : version.slice(dash + 1)]
}

function comparePre(a: string, b: string): number {
  const [as, bs] = [a.split('.'), b.split('.')]
  for (let index = 0; index < Math.max(as.length, bs.length); index++) {
    const [one, other] = [as[index], bs[index]]
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1
    if (one === other) continue
    const [isNumber, isOther] = [/^\d+$/.test(one), /^\d+$/.test(other)]
    if (isNumber && isOther) return Number(one) - Number(other)
    if (isNumber !== isOther) return isNumber ? -1 : 1
    return one < other ? -1 : 1
  }
  return 0
}
