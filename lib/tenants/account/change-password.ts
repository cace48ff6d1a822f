import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import { hashPassword } from '../password.ts'
import { newPasswordInput } from '../schema.ts'
import { dropStepsOf } from '../sign-in-steps/steps.ts'
import { auditAccount } from './audit-account.ts'
import { tell } from './letters.ts'
import { withProof } from './own-password.ts'
import { endOtherLogins, setPassword } from './store.ts'

const input = z.object({ currentPassword: z.string().max(1000), password: z.string() })

/** One's own new password, by the old one where there is one; every other browser is signed out. */
export async function changePassword(principal: Principal, rawInput: unknown): Promise<void> {
  const { currentPassword, password } = parseInput(input, rawInput)
  const user = await withProof(principal, currentPassword, 'password', async (tx, person) => {
    parseInput(newPasswordInput, { email: person.email, name: person.name, password })
    await setPassword(tx, person.id, await hashPassword(password))
    await dropStepsOf(tx, person.id)
    await endOtherLogins(tx, person.id, person.loginId)
    await auditAccount(tx, person, 'user.password-changed')
    return person
  })
  void tell(user, 'passwordChanged')
}
