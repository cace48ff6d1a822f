import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice of argon2id parameters: about 25 ms and 19 MiB a hash. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The stored form of a password (argon2id). */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), cost)
}

/** Random bytes in the place of a hash, at the same cost: no password leads to it. */
const UNMATCHABLE = '$argon2id$v=19$m=19456,t=2,p=1$GbOAdWkf8snSYJasmLpUfQ$CUnf/1utbY5GiXh8VFYZzSlt9Ijt1TT1t3TyoafGeKc'

/** Verifies against a stored hash; where there is none it works just as long, so that time tells no accounts. */
export async function verifyPassword(storedHash: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(storedHash ?? UNMATCHABLE, normalise(password))
  return matches && Boolean(storedHash)
}

/** The same password typed on another keyboard is the same password. */
function normalise(password: string): string {
  return password.normalize('NFKC')
}
