import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { redis } from '#lib/queue/connection.ts'
import { changePassword } from '#lib/tenants/account/change-password.ts'
import { recoverPassword, requestRecovery } from '#lib/tenants/account/recover-password.ts'
import { removeSecondFactor as removeAsOperator } from '#lib/tenants/accounts.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { listLogins } from '#lib/tenants/logins.ts'
import {
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from '#lib/tenants/second-factor/change-second-factor.ts'
import { finishSignIn, SecondFactorNeeded, signIn, waitsForCode } from '#lib/tenants/sign-in.ts'
import { listWaysIn } from '#lib/tenants/ways-in.ts'
import { accountsHere, client, otherPassword, password, principalOf, register } from './accounts-here.ts'

const here = accountsHere()

interface Enrolled {
  email: string
  userId: string
  tenantId: string
  principal: Principal
  codes: string[]
  /** A code of some half minute from now, which no test has used before. */
  nextCode: () => string
}

async function enrol(): Promise<Enrolled> {
  const person = await register()
  const { secret } = await startSecondFactor(person.principal, { proof: password })
  const totp = new TOTP({ secret })
  // Enrolment takes a code of the past: the present one and the next are left for the test.
  const codeAt = (step: number) => totp.generate({ timestamp: Date.now() + step * 30_000 })
  const { codes } = await confirmSecondFactor(person.principal, { code: codeAt(-1) })
  let step = 0
  return { ...person, codes, nextCode: () => codeAt(step++) }
}

/** The token of a sign-in whose password was right. */
async function tokenAfterPassword(email: string, secret = password): Promise<string> {
  const outcome = await signIn({ email, password: secret }, client).catch((error: unknown) => error)
  expect(outcome).toBeInstanceOf(SecondFactorNeeded)
  return (outcome as SecondFactorNeeded).token
}

async function auditOf(tenantId: string): Promise<string[]> {
  const { rows } = await here.sql.query('select action from audit_events where tenant_id = $1', [tenantId])
  return rows.map(({ action }) => action)
}

describe('setting an authenticator app up', () => {
  test('needs the password, then a code; until then nothing is asked for at sign-in', async () => {
    const { email, principal, tenantId } = await register()
    await expect(startSecondFactor(principal, { proof: 'a guess of mine' })).rejects.toMatchObject({
      fieldErrors: { proof: [expect.any(String)] },
    })
    const { secret, uri } = await startSecondFactor(principal, { proof: password })
    expect(uri).toMatch(/^otpauth:\/\/totp\/Crewhouse:/)
    await signIn({ email, password }, client)
    await expect(confirmSecondFactor(principal, { code: '000000' })).rejects.toMatchObject({
      fieldErrors: { code: [expect.any(String)] },
    })
    const { codes } = await confirmSecondFactor(principal, { code: new TOTP({ secret }).generate() })
    expect(new Set(codes).size).toBe(10)
    await tokenAfterPassword(email)
    expect((await listWaysIn(principal)).secondFactor).toMatchObject({ recoveryCodesLeft: 10 })
    expect(await auditOf(tenantId)).toContain('user.second-factor-added')
    expect((await here.smtp.letterTo(email)).headers.subject).toBe('An authenticator app protects your account')
  })

  test('cannot be done over one that is in force, nor finished late', async () => {
    const enrolled = await enrol()
    await expect(startSecondFactor(enrolled.principal, { proof: password })).rejects.toMatchObject({ code: 'conflict' })
    const { principal, userId } = await register()
    const { secret } = await startSecondFactor(principal, { proof: password })
    await here.sql.query(`update totp_factors set created_at = now() - interval '1 hour' where user_id = $1`, [userId])
    const code = new TOTP({ secret }).generate()
    await expect(confirmSecondFactor(principal, { code })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('leaves neither secret nor codes readable in the database, and another person’s row does not open', async () => {
    const [one, two] = [await enrol(), await enrol()]
    const { rows } = await here.sql.query('select totp_factors::text as row from totp_factors')
    const { rows: hashes } = await here.sql.query('select recovery_codes::text as row from recovery_codes')
    const text = JSON.stringify([rows, hashes])
    for (const code of [...one.codes, ...two.codes]) expect(text).not.toContain(code)
    await here.sql.query(
      `update totp_factors set secret = (select secret from totp_factors where user_id = $1) where user_id = $2`,
      [one.userId, two.userId],
    )
    const token = await tokenAfterPassword(two.email)
    await expect(finishSignIn(token, { code: one.nextCode() }, client)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('signing in with a second step', () => {
  test('is no session before the code, and one after it', async () => {
    const { email, userId, nextCode, principal } = await enrol()
    const before = await listLogins(principal)
    const token = await tokenAfterPassword(email)
    expect(await listLogins(principal)).toEqual(before)
    expect(await waitsForCode(token)).toBe(true)
    const login = await finishSignIn(token, { code: nextCode() }, client)
    expect(login.userId).toBe(userId)
    expect(await listLogins(principalOf(login))).toHaveLength(before.length + 1)
    expect(await waitsForCode(token)).toBe(false)
  })

  test('takes a code once: neither it nor an older one works again, in whatever browser', async () => {
    const { email, nextCode } = await enrol()
    const [older, code] = [nextCode(), nextCode()]
    const [first, second] = [await tokenAfterPassword(email), await tokenAfterPassword(email)]
    await finishSignIn(first, { code }, client)
    for (const replayed of [code, older]) {
      await expect(finishSignIn(second, { code: replayed }, client)).rejects.toMatchObject({
        fieldErrors: { code: [expect.any(String)] },
      })
    }
  })

  test('of two with one code at once, one comes in', async () => {
    const { email, nextCode } = await enrol()
    const code = nextCode()
    const tokens = [await tokenAfterPassword(email), await tokenAfterPassword(email)]
    const outcomes = await Promise.allSettled(tokens.map((token) => finishSignIn(token, { code }, client)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('asks for the password again when the step was taken, is too old, or is made up', async () => {
    const { email, nextCode, userId } = await enrol()
    const taken = await tokenAfterPassword(email)
    await finishSignIn(taken, { code: nextCode() }, client)
    const old = await tokenAfterPassword(email)
    await here.sql.query('update sign_in_steps set expires_at = now() where user_id = $1', [userId])
    const code = nextCode()
    for (const token of [taken, old, 'made-up', undefined]) {
      await expect(finishSignIn(token, { code }, client)).rejects.toMatchObject({ code: 'unauthenticated' })
    }
  })

  test('lets nobody try all codes: after five there is a wait, even for the right one, and a day has its limit', async () => {
    const { email, nextCode } = await enrol()
    const token = await tokenAfterPassword(email)
    const guess = () => finishSignIn(token, { code: '000000' }, client)
    for (let count = 0; count < 5; count++) await expect(guess()).rejects.toMatchObject({ code: 'invalid_input' })
    const again = await tokenAfterPassword(email)
    await expect(finishSignIn(again, { code: nextCode() }, client)).rejects.toMatchObject({ code: 'rate_limited' })
    for (let count = 0; count < 60; count++) {
      await redis().del(...(await redis().keys('limit:second-factor:*')))
      await guess().catch(() => undefined)
    }
    await redis().del(...(await redis().keys('limit:second-factor:*')))
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('tells those who guess too much nothing: the right password looks like a wrong one, and renews no allowance', async () => {
    const { email } = await enrol()
    for (let count = 0; count < 10; count++) await tokenAfterPassword(email)
    const right = await signIn({ email, password }, client).catch((error: Error) => error)
    const wrong = await signIn({ email, password: 'a guess of mine' }, client).catch((error: Error) => error)
    expect(right).toMatchObject({ code: 'rate_limited' })
    expect((wrong as Error).message).toBe((right as Error).message)
  })

  test('takes a recovery code once, however it is typed; its owner is told', async () => {
    const { email, codes, tenantId, principal } = await enrol()
    const code = codes[0] as string
    await finishSignIn(
      await tokenAfterPassword(email),
      { code: ` ${code.toUpperCase().replaceAll('-', ' ')} ` },
      client,
    )
    await expect(finishSignIn(await tokenAfterPassword(email), { code }, client)).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect((await listWaysIn(principal)).secondFactor?.recoveryCodesLeft).toBe(9)
    expect(await auditOf(tenantId)).toContain('user.recovery-code-used')
    const subjects = [await here.smtp.letterTo(email), await here.smtp.letterTo(email)].map(
      ({ headers }) => headers.subject,
    )
    expect(subjects).toContain('A recovery code was used')
  })

  test('is not passed by a forgotten password, and a new password ends what waits for a code', async () => {
    const { email, nextCode, principal } = await enrol()
    await here.smtp.letterTo(email)
    const waiting = await tokenAfterPassword(email)
    await requestRecovery({ email }, client, 'en')
    const link = /\/reset-password\/(\S+)/.exec((await here.smtp.letterTo(email)).text)?.[1] ?? ''
    await recoverPassword({ token: link, password: otherPassword }, client)
    await expect(finishSignIn(waiting, { code: nextCode() }, client)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(listLogins(principal)).rejects.toMatchObject({ code: 'unauthenticated' })
    const login = await finishSignIn(await tokenAfterPassword(email, otherPassword), { code: nextCode() }, client)
    const stolen = await tokenAfterPassword(email, otherPassword)
    await changePassword(principalOf(login), { currentPassword: otherPassword, password })
    expect(await waitsForCode(stolen)).toBe(false)
  })

  test('does not concern API keys', async () => {
    const { principal, tenantId } = await enrol()
    const made = await createApiKey.run(principal, { tenantId, name: 'ci', role: 'viewer' })
    expect(made).toMatchObject({ name: 'ci' })
  })
})

describe('the end of a second step', () => {
  test('needs the password or a code, and then the password is enough again', async () => {
    const { email, principal, nextCode, tenantId } = await enrol()
    await expect(removeSecondFactor(principal, { proof: '000000' })).rejects.toMatchObject({ code: 'invalid_input' })
    await removeSecondFactor(principal, { proof: nextCode() })
    await signIn({ email, password }, client)
    expect(await auditOf(tenantId)).toContain('user.second-factor-removed')
    await expect(removeSecondFactor(principal, { proof: password })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('comes by an operator for whoever lost everything', async () => {
    const { email } = await enrol()
    expect(await removeAsOperator(email)).toMatchObject({ removed: true })
    await signIn({ email, password }, client)
    expect(await removeAsOperator(email)).toMatchObject({ removed: false })
  })

  test('of old recovery codes comes with new ones', async () => {
    const { email, principal, codes } = await enrol()
    await expect(renewRecoveryCodes(principal, { proof: '' })).rejects.toMatchObject({ code: 'invalid_input' })
    const renewed = await renewRecoveryCodes(principal, { proof: password })
    const token = await tokenAfterPassword(email)
    await expect(finishSignIn(token, { code: codes[1] as string }, client)).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await finishSignIn(token, { code: renewed.codes[1] as string }, client)
  })
})

test('any SQL in a scope, the person’s own included, sees nothing of how people sign in', async () => {
  const { userId, tenantId } = await enrol()
  const app = new pg.Client({ connectionString: here.appUrl })
  await app.connect()
  try {
    await app.query('begin')
    await app.query(`select set_config('app.tenant_id', $1, true), set_config('app.principal_id', $2, true)`, [
      tenantId,
      userId,
    ])
    for (const table of ['totp_factors', 'recovery_codes']) {
      expect((await app.query(`select 1 from ${table}`)).rowCount, table).toBe(0)
      expect((await app.query(`delete from ${table}`)).rowCount, table).toBe(0)
    }
    await app.query(`select set_config('app.account_id', $1, true)`, [randomUUID()])
    expect((await app.query('select 1 from totp_factors')).rowCount).toBe(0)
  } finally {
    await app.query('rollback')
    await app.end()
  }
})
