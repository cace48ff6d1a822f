import { describe, expect, test } from 'vitest'
import { furnishTenant } from '#lib/agents/furnish-tenant.ts'
import { confirmEmailChange, requestEmailChange } from '#lib/tenants/account/change-email.ts'
import { changePassword } from '#lib/tenants/account/change-password.ts'
import { isRecoverable, recoverPassword, requestRecovery } from '#lib/tenants/account/recover-password.ts'
import { findSignedInUser } from '#lib/tenants/logins.ts'
import { signIn } from '#lib/tenants/sign-in.ts'
import { signUp } from '#lib/tenants/sign-up.ts'
import { accountsHere, client, newEmail, otherPassword, password, principalOf, register } from './accounts-here.ts'

const here = accountsHere()

/** The secret part of the link in the next letter to an address. */
async function linkTo(address: string): Promise<string> {
  const { text } = await here.smtp.letterTo(address)
  return /\/(?:reset-password|confirm-email)\/(\S+)/.exec(text)?.[1] ?? ''
}

async function auditOf(tenantId: string): Promise<string[]> {
  const { rows } = await here.sql.query('select action from audit_events where tenant_id = $1 order by id', [tenantId])
  return rows.map(({ action }) => action)
}

describe('a forgotten password', () => {
  test('is replaced by a link that works once; every login ends, and the organisation’s audit says so', async () => {
    const { email, tenantId } = await register()
    const login = await signIn({ email, password }, client)
    await requestRecovery({ email: ` ${email.toUpperCase()} ` }, client, 'de')
    const token = await linkTo(email)
    expect(await isRecoverable(token)).toBe(true)
    await recoverPassword({ token, password: otherPassword }, client)
    expect(await findSignedInUser(login.loginId)).toBeNull()
    await expect(signIn({ email, password }, client)).rejects.toMatchObject({ code: 'unauthenticated' })
    await signIn({ email, password: otherPassword }, client)
    await expect(recoverPassword({ token, password }, client)).rejects.toMatchObject({ code: 'not_found' })
    expect(await auditOf(tenantId)).toContain('user.password-recovered')
    expect((await here.smtp.letterTo(email)).headers.subject).toBe('Your password was changed')
  })

  test('of two who use a link at once, one sets the password', async () => {
    const { email } = await register()
    await requestRecovery({ email }, client, 'en')
    const token = await linkTo(email)
    const tries = [otherPassword, 'a third phrase, longer'].map((next) =>
      recoverPassword({ token, password: next }, client),
    )
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a weak password leaves the link usable, an older link is dead, and so is one past its hour', async () => {
    const { email, userId } = await register()
    await requestRecovery({ email }, client, 'en')
    const first = await linkTo(email)
    await requestRecovery({ email }, client, 'en')
    const second = await linkTo(email)
    expect(await isRecoverable(first)).toBe(false)
    await expect(recoverPassword({ token: second, password: 'short' }, client)).rejects.toMatchObject({
      code: 'invalid_input',
      fieldErrors: { password: [expect.any(String)] },
    })
    await here.sql.query(`update account_tokens set expires_at = now() where user_id = $1`, [userId])
    await expect(recoverPassword({ token: second, password: otherPassword }, client)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('answers alike where there is no account, sends nothing there, and is limited', async () => {
    const before = here.smtp.letters.length
    const email = newEmail()
    for (let count = 0; count < 5; count++) expect(await requestRecovery({ email }, client, 'en')).toBeUndefined()
    await expect(requestRecovery({ email }, client, 'en')).rejects.toMatchObject({ code: 'rate_limited' })
    // A letter to somebody who exists overtakes none that would have been on its way.
    const somebody = await register()
    await requestRecovery({ email: somebody.email }, client, 'en')
    await here.smtp.letterTo(somebody.email)
    expect(here.smtp.letters.slice(before).map(({ to }) => to)).toEqual([[somebody.email]])
  })

  test('a link says nothing in the database of how to use it', async () => {
    const { email } = await register()
    await requestRecovery({ email }, client, 'en')
    const token = await linkTo(email)
    const { rows } = await here.sql.query('select account_tokens::text as row from account_tokens')
    expect(rows.every(({ row }) => !row.includes(token))).toBe(true)
  })
})

describe('a new password by the old one', () => {
  test('signs other browsers out, not this one', async () => {
    const { email } = await register()
    const [one, two] = [await signIn({ email, password }, client), await signIn({ email, password }, client)]
    await changePassword(principalOf(one), { currentPassword: password, password: otherPassword })
    expect(await findSignedInUser(one.loginId)).not.toBeNull()
    expect(await findSignedInUser(two.loginId)).toBeNull()
    await signIn({ email, password: otherPassword }, client)
  })

  test('is not to be had with a guess, and guesses are limited', async () => {
    const { email } = await register()
    const principal = principalOf(await signIn({ email, password }, client))
    const guess = () => changePassword(principal, { currentPassword: 'a guess of mine', password: otherPassword })
    for (let count = 0; count < 10; count++) {
      await expect(guess()).rejects.toMatchObject({ fieldErrors: { currentPassword: [expect.any(String)] } })
    }
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(
      changePassword(
        { kind: 'api_key', keyHash: new Uint8Array(32) },
        { currentPassword: password, password: otherPassword },
      ),
    ).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('another e-mail address', () => {
  test('counts once the letter to it is answered; the old address is told, and signs in no more', async () => {
    const { email, tenantId } = await register()
    const principal = principalOf(await signIn({ email, password }, client))
    const next = newEmail()
    expect(await requestEmailChange(principal, { currentPassword: password, email: next })).toEqual({ confirm: true })
    await signIn({ email, password }, client)
    await confirmEmailChange(await linkTo(next))
    await expect(signIn({ email, password }, client)).rejects.toMatchObject({ code: 'unauthenticated' })
    await signIn({ email: next, password }, client)
    expect((await here.smtp.letterTo(email)).headers.subject).toBe('Your e-mail address was changed')
    expect(await auditOf(tenantId)).toContain('user.email-changed')
  })

  test('kills links for a new password that went to the old one', async () => {
    const { email } = await register()
    const principal = principalOf(await signIn({ email, password }, client))
    const next = newEmail()
    await requestEmailChange(principal, { currentPassword: password, email: next })
    const confirmation = await linkTo(next)
    await requestRecovery({ email }, client, 'en')
    const recovery = await linkTo(email)
    await confirmEmailChange(confirmation)
    expect(await isRecoverable(recovery)).toBe(false)
  })

  test('is never somebody else’s, and does not tell whose it is', async () => {
    const [one, two] = [await register(), await register()]
    const principal = principalOf(await signIn({ email: one.email, password }, client))
    const before = here.smtp.letters.length
    expect(await requestEmailChange(principal, { currentPassword: password, email: two.email })).toEqual({
      confirm: true,
    })
    const free = newEmail()
    await requestEmailChange(principal, { currentPassword: password, email: free })
    const token = await linkTo(free)
    expect(here.smtp.letters.slice(before).map(({ to }) => to)).toEqual([[free]])
    await signUp({ email: free, name: 'Quicker', password }, client, furnishTenant)
    await expect(confirmEmailChange(token)).rejects.toMatchObject({ code: 'conflict' })
    await signIn({ email: one.email, password }, client)
  })

  test('needs the password', async () => {
    const { email } = await register()
    const principal = principalOf(await signIn({ email, password }, client))
    await expect(
      requestEmailChange(principal, { currentPassword: 'a guess of mine', email: newEmail() }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
