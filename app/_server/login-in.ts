import { type Principal, resolveScope } from '#lib/access/scope.ts'
import { AppError } from '#lib/errors.ts'

/**
 * The login of a person in a workspace, for what only people do.
 * @throws AppError as any other use of the workspace does; `not_allowed` for API keys
 */
export async function loginIn(principal: Principal, workspaceId: string): Promise<{ loginId: string }> {
  if (principal.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in.')
  await resolveScope(principal, { workspaceId })
  if (principal.kind === 'login') return { loginId: principal.loginId }
  throw new AppError('not_allowed', 'This is for a person who is signed in. API keys cannot do it.')
}
