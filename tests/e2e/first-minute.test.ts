import { expect, test } from 'vitest'
import { newPerson, signIn, signUp } from './support/account.ts'
import { installation } from './support/installation.ts'

const here = installation()

test('from sign-up to an agent at work: three clicks and a minute, with no key, and the demo model called by its name', async () => {
  const page = await here.open()
  const started = Date.now()
  // The first click creates the account.
  const workspace = await signUp(page, newPerson())
  await page.getByText('demo model').first().waitFor()
  await page.getByRole('button', { name: 'Write a script and run it' }).click()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForURL(/\/threads\/[0-9a-f-]{36}/)
  await page.getByText('offline demo model').first().waitFor()
  expect(Date.now() - started).toBeLessThan(60_000)

  // What it wrote is a file of the workspace.
  const files = await page.request.get(`/api/v1/workspaces/${workspace}/files?path=/workspace`)
  expect(files.status()).toBe(200)
  expect((await files.json()).items.length).toBeGreaterThan(0)
})

test('the sidebar of every tab shows a thread as it comes, at work, and done', async () => {
  const { page, person, root } = await here.signUp()
  const other = await here.open()
  await signIn(other, person)
  await other.waitForURL(/\/w\//)
  await other.goto(`${root}/agents`)
  await other.getByRole('heading', { name: 'Agents', exact: true }).waitFor()

  await page.getByRole('textbox', { name: /^Task for/ }).fill('/say Thinking it over\n/wait 600000')
  await page.keyboard.press('Enter')
  const item = other.getByRole('complementary').getByRole('link', { name: /Thinking it over/ })
  await item.waitFor()
  await item.getByRole('img', { name: 'At work' }).waitFor()
  await other.locator('[data-state=working]').waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await item.getByRole('img', { name: 'At work' }).waitFor({ state: 'detached' })
  await other.locator('[data-state=working]').waitFor({ state: 'detached' })
})

test('Ctrl+K finds what one types, also while one writes', async () => {
  const { page } = await here.signUp()
  await page.getByRole('textbox', { name: /^Task for/ }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('api k')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/settings\/api-keys$/)
})
