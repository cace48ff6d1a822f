import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { publicUrl } from '#lib/env.ts'

const PERIOD_S = 30
/** Codes before and after the present one that work too: clocks differ. */
const WINDOW = 1

/** What an authenticator app and this server share. Every app knows these parameters; some ignore others. */
export function totpOf(secret: string, email: string): TOTP {
  const host = publicUrl().hostname
  const issuer = host === 'localhost' ? 'Crewhouse' : `Crewhouse (${host})`
  return new TOTP({ issuer, label: email, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_S })
}

/** A new secret of 160 bits, as apps take it when it is typed. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** The number of the half minute for which a code was made; null when it is none of now. */
export function timeStepOf(secret: string, code: string): number | null {
  const totp = totpOf(secret, '')
  const now = totp.counter()
  const delta = totp.validate({ token: code, timestamp: now * PERIOD_S * 1000, window: WINDOW })
  return delta === null ? null : now + delta
}

// Without l, o, 0 and 1, which look like others: 32 signs, 5 bits each.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
const RECOVERY_CODES = 10

/** Codes of 80 bits: enough that a plain hash of them tells nothing. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: 4 }, fourSigns).join('-'))
}

const fourSigns = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

export type TypedCode = { kind: 'totp' | 'recovery'; code: string }

/** What a person typed, with whatever spaces and dashes; null when it can be no code at all. */
export function readCode(typed: string): TypedCode | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(code)) return { kind: 'totp', code }
  return /^[a-z2-9]{16}$/.test(code) ? { kind: 'recovery', code } : null
}
