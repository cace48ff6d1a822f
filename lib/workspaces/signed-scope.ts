import { hkdfSync } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { requireEnv } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'

/** What the worker's internal API may be asked for. */
export const WORKER_OPERATIONS = [
  'stat',
  'list',
  'read',
  'write',
  'exec',
  'append',
  'move',
  'mkdir',
  'remove',
  'usage',
  'zip',
  'inspect',
  'manage',
  'attach',
  'mcp',
] as const
export type WorkerOperation = (typeof WORKER_OPERATIONS)[number]

const claims = z.object({
  tenantId: idSchema,
  workspaceId: idSchema,
  principalId: idSchema,
  operation: z.enum(WORKER_OPERATIONS),
  /** Terminals belong to the login that opened them. */
  loginId: idSchema.optional(),
})
/** One operation in one workspace, on behalf of one principal. */
export type SignedScope = z.infer<typeof claims>

const AUDIENCE = 'crewhouse-worker'
/** Long enough for a request to arrive, too short to be worth stealing. */
const LIFETIME_SECONDS = 30

let key: Uint8Array | undefined

function signingKey(): Uint8Array {
  key ??= new Uint8Array(hkdfSync('sha256', requireEnv('CREWHOUSE_SECRET'), '', 'internal api', 32))
  return key
}

/** Made by web, after it authorised the principal. */
export async function signScope(scope: SignedScope): Promise<string> {
  return new SignJWT({ ...claims.parse(scope) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(signingKey())
}

/** Read by the worker. @throws AppError `unauthenticated` unless it was signed for this operation, just now. */
export async function verifySignedScope(token: string, operation: WorkerOperation): Promise<SignedScope> {
  try {
    const { payload } = await jwtVerify(token, signingKey(), { audience: AUDIENCE, algorithms: ['HS256'] })
    const scope = claims.parse(payload)
    if (scope.operation === operation) return scope
  } catch (error) {
    throw new AppError('unauthenticated', 'The signed scope is not valid, or has expired.', { cause: error })
  }
  throw new AppError('not_allowed', `The signed scope is not for "${operation}".`)
}
