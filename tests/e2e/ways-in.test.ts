import { AxeBuilder } from '@axe-core/playwright'
import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { newOidcPerson, type OidcServer, startOidcServer } from '#tests/support/oidc-server.ts'
import { newPerson, type Person, signIn, workspaceIdOf } from './support/account.ts'
import { expectNoSidewaysScroll, phone } from './support/browser.ts'
import { installation } from './support/installation.ts'

let oidc: OidcServer
const site = installation(async () => {
  oidc = await startOidcServer()
  // The buttons of the other two; nobody goes there.
  const others = { GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 'g', GITHUB_CLIENT_ID: 'h', GITHUB_CLIENT_SECRET: 'h' }
  return { ...oidc.env, ...others }
})
afterAll(() => oidc.close())

/** Free of findings in both themes, and nothing sticks out. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.classList.contains(theme), colorScheme)
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }
  await expectNoSidewaysScroll(page)
}

/** Sets an authenticator app up. @returns its codes to come, and the recovery codes */
async function enrol(page: Page, root: string, { password }: Person) {
  await page.goto(`${root}/settings/account`)
  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Present password').fill(password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  const secret = await dialog.getByLabel('Secret for the authenticator app').inputValue()
  await expectAccessible(page)
  const totp = new TOTP({ secret })
  const codeAt = (step: number) => totp.generate({ timestamp: Date.now() + step * 30_000 })
  await dialog.getByLabel('Code of the app').fill(codeAt(-1))
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor()
  const codes = await dialog.getByRole('listitem').allTextContents()
  expect(codes).toHaveLength(10)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 recovery codes left').waitFor()
  return { codes, codeAt }
}

test('an authenticator app: set up, asked for at sign-in, and replaced by a recovery code', async () => {
  const { page, person, root } = await site.signUp()
  const { codes, codeAt } = await enrol(page, root, person)

  const elsewhere = await site.open(phone)
  await elsewhere.goto(`/sign-in?callbackUrl=${encodeURIComponent(`${root}/files`)}`)
  await elsewhere.getByLabel('E-mail').fill(person.email)
  await elsewhere.getByLabel('Password', { exact: true }).fill(person.password)
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click()
  await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor()
  // What the browser has now is no session, neither for pages nor for next-auth nor for the API.
  expect(await elsewhere.evaluate(async () => (await fetch('/api/auth/session')).json())).toEqual({})
  expect(await elsewhere.evaluate(async () => (await fetch('/api/v1/me')).status)).toBe(401)
  await expectAccessible(elsewhere)
  await elsewhere.getByLabel('Code', { exact: true }).fill('000000')
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click()
  await elsewhere.getByText('This code is not right, or was used already.').waitFor()
  await elsewhere.getByLabel('Code', { exact: true }).fill(codeAt(0))
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click()
  await elsewhere.waitForURL(`**${root}/files`)

  const lost = await site.open()
  await signIn(lost, person)
  await lost.getByRole('button', { name: 'Use a recovery code' }).click()
  await lost.getByLabel('Recovery code').fill(codes[3] ?? '')
  await lost.getByRole('button', { name: 'Sign in', exact: true }).click()
  await lost.waitForURL(/\/w\//)
  await lost.goto(`${root}/settings/account`)
  await lost.getByText('9 recovery codes left').waitFor()

  await lost.getByRole('button', { name: 'Remove', exact: true }).click()
  await lost.getByLabel('Present password, or a code of the app').fill(person.password)
  await lost.getByRole('button', { name: 'Remove the authenticator app' }).click()
  await lost.getByText('Off: whoever learns your password is in.').waitFor()
})

test('a passkey: added, and then neither address nor password is typed', async () => {
  const { page, person, root } = await site.signUp()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${root}/settings/account`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Present password').fill(person.password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByLabel('Name').fill('My laptop')
  await dialog.getByRole('button', { name: 'Make the passkey' }).click()
  await page.getByText('not used yet').waitFor()
  await expectAccessible(page)

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(/\/w\//)
  expect(workspaceIdOf(page)).toBe(root.slice('/w/'.length))

  await page.goto(`${root}/settings/account`)
  await page.getByText('last used').first().waitFor()
  await page.getByRole('button', { name: 'Remove “My laptop”' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the passkey' }).click()
  await page.getByText('No passkey yet.').waitFor()
})

test('another service: an account by an invitation, and in again without a word typed', async () => {
  const host = await site.signUp()
  const tenantId = await host.page.evaluate(async () => (await (await fetch('/api/v1/me')).json()).tenants[0].id)
  const link = await host.page.evaluate(async (tenant) => {
    const body = JSON.stringify({ role: 'member' })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`/api/v1/tenants/${tenant}/invitations`, { method: 'POST', headers, body })
    return (await answer.json()).url as string
  }, tenantId)
  const person = newOidcPerson()
  oidc.expect(person)
  const page = await site.open()
  await page.goto(new URL(link).pathname)
  for (const name of ['Google', 'GitHub']) await page.getByRole('button', { name: `Go on with ${name}` }).waitFor()
  await page.getByRole('button', { name: 'Go on with Example ID' }).click()
  await page.getByRole('heading', { name: 'Create an account with Example ID' }).waitFor()
  await page.getByText(person.email).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL(`**${host.root}**`)

  const again = await site.open()
  await again.goto(`/sign-in?callbackUrl=${encodeURIComponent(`${host.root}/files`)}`)
  await expectAccessible(again)
  await again.getByRole('button', { name: 'Go on with Example ID' }).click()
  await again.waitForURL(`**${host.root}/files`)
  await again.goto(`${host.root}/settings/account`)
  await again.getByRole('button', { name: 'Unlink Example ID' }).click()
  await again.getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click()
  await again.getByText('This is your only way to sign in.').waitFor()
})

test('another service, where the address has an account: the password links it, and nothing leads elsewhere', async () => {
  const { page: owner, person, root } = await site.signUp()
  oidc.expect(newOidcPerson({ email: person.email }))
  const page = await site.open()
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent('https://evil.example/phish')}`)
  await page.getByRole('button', { name: 'Go on with Example ID' }).click()
  await page.getByRole('heading', { name: 'Is this account yours?' }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('Password', { exact: true }).fill('not my password')
  await page.getByRole('button', { name: 'Link and sign in' }).click()
  await page.getByText('This is not the password of this account.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Link and sign in' }).click()
  await page.waitForURL(`**${root}**`)

  // By oneself, from the account's page; then what the service did not vouch for.
  await owner.goto(`${root}/settings/account`)
  await owner.getByRole('button', { name: 'Unlink Example ID' }).click()
  await owner.getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click()
  oidc.expect(newOidcPerson({ email_verified: false }))
  await owner.getByRole('button', { name: 'Link Example ID', exact: true }).click()
  await owner.getByRole('dialog').getByLabel('Present password').fill(person.password)
  await owner.getByRole('dialog').getByRole('button', { name: 'Go on' }).click()
  await owner.getByText('Example ID is linked: it signs you in from now on.').waitFor()
  await expectAccessible(owner)

  oidc.expect(newOidcPerson({ email_verified: false }))
  const stranger = await site.open()
  await stranger.goto('/sign-up')
  await stranger.getByRole('button', { name: 'Go on with Example ID' }).click()
  await stranger.getByText('The service has not verified your e-mail address.').waitFor()
  await expectAccessible(stranger)
  // In another browser: the service knows the first one by now, and asks it nothing.
  oidc.expect(null)
  const hesitant = await site.open()
  await hesitant.goto('/sign-in')
  await hesitant.getByRole('button', { name: 'Go on with Example ID' }).click()
  await hesitant.getByText('You did not go through with it.').waitFor()
  await expectAccessible(hesitant)
})

test('the pages speak German, on a phone', async () => {
  const { page, person, root } = await site.signUp({ ...phone, locale: 'de-DE' }, newPerson('Grete Hermann'))
  await page.goto(`${root}/settings/account`)
  await page.getByRole('heading', { name: 'Zweiter Schritt' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Einrichten' }).click()
  await page.getByRole('dialog').getByLabel('Jetziges Passwort').fill(person.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Weiter' }).click()
  await page.getByRole('img', { name: 'QR-Code für die Authenticator-App' }).waitFor()
  await expectAccessible(page)
})
