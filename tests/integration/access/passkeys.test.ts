import { TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { removePasskey } from '#lib/tenants/passkeys/passkeys.ts'
import { finishPasskey, startPasskey } from '#lib/tenants/passkeys/register-passkey.ts'
import { finishPasskeySignIn, startPasskeySignIn } from '#lib/tenants/passkeys/sign-in-with-passkey.ts'
import { confirmSecondFactor, startSecondFactor } from '#lib/tenants/second-factor/change-second-factor.ts'
import { listWaysIn } from '#lib/tenants/ways-in.ts'
import { passkeyDevice } from '#tests/support/passkey-device.ts'
import { accountsHere, client, password, principalOf, register } from './accounts-here.ts'

const here = accountsHere()

async function withPasskey() {
  const person = await register()
  const device = passkeyDevice()
  const { options, token } = await startPasskey(person.principal, { proof: password })
  const { id } = await finishPasskey(person.principal, token, { name: 'Laptop', response: device.register(options) })
  return { ...person, device, passkeyId: id }
}

const refused = { code: 'unauthenticated', message: 'The passkey was not accepted. Sign in another way.' }

describe('adding a passkey', () => {
  test('needs the password, and is in the organisation’s audit and among one’s ways in', async () => {
    const { principal, tenantId } = await withPasskey()
    await expect(startPasskey(principal, { proof: 'a guess of mine' })).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await listWaysIn(principal)).passkeys).toMatchObject([{ name: 'Laptop', lastUsedAt: null }])
    const { rows } = await here.sql.query('select action from audit_events where tenant_id = $1', [tenantId])
    expect(rows.map(({ action }) => action)).toContain('user.passkey-added')
  })

  test('asks for a credential that is found without a name, and opened by its owner', async () => {
    const { principal } = await register()
    const { options } = await startPasskey(principal, { proof: password })
    expect(options.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' })
    expect(options.rp.id).toBe('localhost')
  })

  test('takes an answer once, of the person who was asked, and only a device’s that knew its owner', async () => {
    const [one, two] = [await register(), await register()]
    const finish = (who: typeof one, token: string, response: unknown) =>
      finishPasskey(who.principal, token, { name: 'Laptop', response })
    const stolen = await startPasskey(one.principal, { proof: password })
    await expect(finish(two, stolen.token, passkeyDevice().register(stolen.options))).rejects.toMatchObject({
      code: 'conflict',
    })
    const elsewhere = await startPasskey(one.principal, { proof: password })
    const other = await startPasskey(one.principal, { proof: password })
    await expect(finish(one, other.token, passkeyDevice().register(elsewhere.options))).rejects.toMatchObject({
      code: 'invalid_input',
    })
    for (const wrong of [{ verified: false }, { origin: 'https://evil.example' }]) {
      const { options, token } = await startPasskey(one.principal, { proof: password })
      await expect(finish(one, token, passkeyDevice().register(options, wrong))).rejects.toMatchObject({
        code: 'invalid_input',
      })
    }
    const { options, token } = await startPasskey(one.principal, { proof: password })
    const response = passkeyDevice().register(options)
    await finish(one, token, response)
    await expect(finish(one, token, response)).rejects.toMatchObject({ code: 'conflict' })
    expect((await listWaysIn(one.principal)).passkeys).toHaveLength(1)
  })
})

describe('signing in with a passkey', () => {
  test('needs nothing else, an authenticator app notwithstanding', async () => {
    const { principal, userId, device } = await withPasskey()
    const { secret } = await startSecondFactor(principal, { proof: password })
    await confirmSecondFactor(principal, { code: new TOTP({ secret }).generate() })
    const { options, token } = await startPasskeySignIn(client)
    expect(options.allowCredentials ?? []).toEqual([])
    const login = await finishPasskeySignIn(token, { response: device.answer(options) }, client)
    expect(login.userId).toBe(userId)
    expect((await listWaysIn(principalOf(login))).passkeys[0]?.lastUsedAt).not.toBeNull()
  })

  test('takes an answer once, and in the browser that was asked', async () => {
    const { device } = await withPasskey()
    const [mine, others] = [await startPasskeySignIn(client), await startPasskeySignIn(client)]
    const response = device.answer(mine.options)
    // Another browser's cookie with this browser's answer, and the other way round.
    await expect(finishPasskeySignIn(others.token, { response }, client)).rejects.toMatchObject(refused)
    await finishPasskeySignIn(mine.token, { response }, client)
    for (const token of [mine.token, others.token, undefined, 'made-up']) {
      await expect(finishPasskeySignIn(token, { response }, client)).rejects.toMatchObject({ code: 'unauthenticated' })
    }
  })

  test('is refused to an old challenge', async () => {
    const { device } = await withPasskey()
    const { options, token } = await startPasskeySignIn(client)
    await here.sql.query('update sign_in_steps set expires_at = now()')
    await expect(finishPasskeySignIn(token, { response: device.answer(options) }, client)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('is refused where the owner was not verified, on another site, and to another key or account', async () => {
    const [one, two] = [await withPasskey(), await withPasskey()]
    const attempt = async (change: (response: ReturnType<typeof one.device.answer>) => unknown, how = {}) => {
      const { options, token } = await startPasskeySignIn(client)
      const response = change(one.device.answer(options, how))
      await expect(finishPasskeySignIn(token, { response }, client)).rejects.toMatchObject(refused)
    }
    await attempt((response) => response, { verified: false })
    await attempt((response) => response, { origin: 'https://evil.example' })
    const { options } = await startPasskeySignIn(client)
    const theirs = two.device.answer(options)
    await attempt((response) => ({ ...response, id: theirs.id, rawId: theirs.rawId }))
    await attempt((response) => ({
      ...response,
      response: { ...response.response, userHandle: Buffer.from(two.userId).toString('base64url') },
    }))
    await attempt((response) => ({ ...response, id: 'AAAA', rawId: 'AAAA' }))
  })

  test('is refused to a copy: a counter that does not grow', async () => {
    const { device } = await withPasskey()
    const withCounter = async (counter: number) => {
      const { options, token } = await startPasskeySignIn(client)
      return finishPasskeySignIn(token, { response: device.answer(options, { counter }) }, client)
    }
    await withCounter(5)
    await expect(withCounter(5)).rejects.toMatchObject(refused)
    await expect(withCounter(4)).rejects.toMatchObject(refused)
    await withCounter(6)
  })

  test('ends with the passkey, which nobody else can remove', async () => {
    const { principal, device, passkeyId } = await withPasskey()
    const stranger = await register()
    await expect(removePasskey(stranger.principal, passkeyId)).rejects.toMatchObject({ code: 'not_found' })
    await removePasskey(principal, passkeyId)
    const { options, token } = await startPasskeySignIn(client)
    await expect(finishPasskeySignIn(token, { response: device.answer(options) }, client)).rejects.toMatchObject(
      refused,
    )
  })

  test('stays where it is the last way in, also when two are removed at once', async () => {
    const { principal, userId, passkeyId } = await withPasskey()
    const { options, token } = await startPasskey(principal, { proof: password })
    const response = passkeyDevice().register(options)
    const { id } = await finishPasskey(principal, token, { name: 'Phone', response })
    await here.sql.query('update users set password_hash = null where id = $1', [userId])
    const outcomes = await Promise.allSettled([passkeyId, id].map((each) => removePasskey(principal, each)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await listWaysIn(principal)).passkeys).toHaveLength(1)
  })
})
