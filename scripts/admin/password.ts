import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'

/**
 * The password of an option: as given, the first line of standard input for `-`, or a random one where it is left out.
 * `generated` is set only then: it is shown once.
 */
export async function choosePassword(option: string | undefined): Promise<{ password: string; generated?: string }> {
  if (option === '-') return { password: (await text(process.stdin)).split('\n')[0]?.trimEnd() ?? '' }
  if (option !== undefined) return { password: option }
  const generated = randomBytes(15).toString('base64url')
  return { password: generated, generated }
}
