import { afterAll, expect, test } from 'vitest'
import { type SmtpServer, startSmtpServer } from '#tests/support/smtp-server.ts'
import { newPerson, signIn } from './support/account.ts'
import { installation } from './support/installation.ts'

let smtp: SmtpServer
const site = installation(async () => {
  smtp = await startSmtpServer()
  return { SMTP_URL: smtp.url }
})
afterAll(() => smtp.close())

/** The page that the button of the next letter to an address opens. */
async function pageInLetter(address: string): Promise<string> {
  const { text } = await smtp.letterTo(address)
  const link = /https?:\/\/\S+/.exec(text)?.[0] ?? ''
  return new URL(link).pathname
}

test('a forgotten password: a letter, a new one, and in; the link opens nothing twice', async () => {
  const { person, page } = await site.signUp()
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByRole('status').filter({ hasText: person.email }).waitFor()
  const link = await pageInLetter(person.email)

  await page.goto(link)
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Set the password and sign in' }).click()
  await page.getByText('Use at least 10 characters.').waitFor()
  const password = newPerson().password
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Set the password and sign in' }).click()
  await page.waitForURL(/\/w\/[0-9a-f-]{36}/)

  const stranger = await site.open()
  await stranger.goto(link)
  await stranger.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  await signIn(stranger, { email: person.email, password })
  await stranger.waitForURL(/\/w\//)
})

test('a new password and a new address ask for the old password; other browsers are out', async () => {
  const { person, page, root } = await site.signUp()
  const elsewhere = await site.open()
  await signIn(elsewhere, person)
  await elsewhere.waitForURL(/\/w\//)

  await page.goto(`${root}/settings/account`)
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Change password' }) })
  await form.getByLabel('Present password').fill('not my password')
  const password = newPerson().password
  await form.getByLabel('New password').fill(password)
  await form.getByRole('button', { name: 'Change password' }).click()
  await form.getByText('This is not your present password.').waitFor()
  await form.getByLabel('Present password').fill(person.password)
  await form.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('The password was changed; other browsers were signed out.').waitFor()
  await elsewhere.goto(root)
  await elsewhere.waitForURL(/\/sign-in/)

  const email = newPerson('Grace').email
  const change = page.locator('form').filter({ has: page.getByRole('button', { name: 'Change e-mail address' }) })
  await change.getByLabel('New e-mail address').fill(email)
  await change.getByLabel('Present password').fill(password)
  await change.getByRole('button', { name: 'Change e-mail address' }).click()
  await page.getByText(`A letter is on its way to ${email}.`).waitFor()
  await page.goto(await pageInLetter(email))
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await page.getByText(`${email} is your address now.`).waitFor()
  await page.goto(`${root}/settings/account`)
  expect(await page.getByRole('definition').filter({ hasText: email }).count()).toBe(1)
  await signIn(elsewhere, { email, password })
  await elsewhere.waitForURL(/\/w\//)
})
