import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson, signUp } from './support/account.ts'
import { type RunningApp, startApp } from './support/app.ts'
import { expectNoSidewaysScroll, launchBrowser, openPage, phone } from './support/browser.ts'

let app: RunningApp
let browser: Browser
let owner: Page
let root: string

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  ;({ page: owner } = await openPage(browser, app.url))
  root = `/w/${await signUp(owner, newPerson())}`
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

/** Invites through the page. @returns the link */
async function invite(fields: { email?: string; workspace?: string } = {}): Promise<string> {
  await owner.goto(`${root}/settings/members`)
  await owner.getByRole('button', { name: 'Invite people' }).click()
  const dialog = owner.getByRole('dialog')
  if (fields.email) await dialog.getByLabel('E-mail').fill(fields.email)
  if (fields.workspace) {
    await dialog.getByRole('combobox', { name: 'Comes into' }).click()
    await owner.getByRole('option', { name: fields.workspace }).click()
  }
  await dialog.getByRole('button', { name: 'Make the invitation' }).click()
  const link = await dialog.getByRole('textbox', { name: 'Invitation link' }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return link
}

test('somebody new comes by a link into a workspace for named people, works there, and is out when taken out', async () => {
  await owner.goto(`${root}/settings`)
  const form = owner.getByRole('region', { name: 'New workspace' })
  await form.getByLabel('Name').fill('Secret lab')
  await form.getByRole('combobox', { name: 'Who can enter' }).click()
  await owner.getByRole('option', { name: /people who are added/ }).click()
  await form.getByRole('button', { name: 'Create workspace' }).click()
  await owner.waitForURL((url) => url.pathname.startsWith('/w/') && !url.pathname.startsWith(root))
  const lab = new URL(owner.url()).pathname.split('/').slice(0, 3).join('/')

  const grace = newPerson('Grace Hopper')
  const link = await invite({ email: grace.email, workspace: 'Secret lab' })
  await owner.getByText(grace.email).waitFor()

  const { page } = await openPage(browser, app.url)
  await page.goto(link)
  await page.getByRole('heading', { name: /Ada Lovelace invites you to/ }).waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe(grace.email)
  await page.getByLabel('Your name').fill(grace.name)
  await page.getByLabel('Password', { exact: true }).fill(grace.password)
  await page.getByRole('button', { name: 'Create an account and join' }).click()
  await page.waitForURL((url) => url.pathname.startsWith(lab))
  const me = await (await page.request.get('/api/v1/me')).json()
  expect(me.tenants).toHaveLength(1)
  expect(me.tenants[0].role).toBe('member')

  // Both see her by name, and she is out with the next click.
  await owner.goto(`${lab}/settings`)
  await owner.getByText(grace.email).waitFor()
  await owner.getByRole('button', { name: 'Take Grace Hopper out' }).click()
  await owner.getByRole('dialog').getByRole('button', { name: 'Take Grace Hopper out' }).click()
  await owner.getByText('Nobody was added yet.').waitFor()
  await page.goto(lab)
  await page.getByText('This page does not exist').waitFor()
  await page.goto(root)
  await page.getByRole('textbox', { name: /^Task for/ }).waitFor()

  // The link is used up, and says so to the next one.
  const { page: other } = await openPage(browser, app.url)
  await other.goto(link)
  await other.getByRole('heading', { name: 'This invitation has been used' }).waitFor()
  await other.context().close()
  await page.context().close()
})

test('somebody with an account joins with one click, is in two organisations, and leaves one', async () => {
  const { page } = await openPage(browser, app.url)
  const joan = newPerson('Joan Clarke')
  await signUp(page, joan)
  const link = await invite()
  await page.goto(link)
  await page.getByRole('button', { name: /^Join Ada Lovelace/ }).click()
  await page.waitForURL((url) => url.pathname.startsWith(root))
  await page.getByRole('button', { name: /switch workspace/ }).click()
  await page.getByRole('menu').getByText("Joan Clarke's organisation").waitFor()
  await page.keyboard.press('Escape')

  await page.goto(`${root}/settings/organisation`)
  await page.getByRole('button', { name: 'Leave…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Leave Ada/ })
    .click()
  await page.waitForURL((url) => url.pathname.startsWith('/w/') && !url.pathname.startsWith(root))
  await page.goto(root)
  await page.getByText('This page does not exist').waitFor()
  await page.goto(link)
  await page.getByRole('heading', { name: /has been used|was taken back/ }).waitFor()
  await page.context().close()
})

test('the last owner is told to hand over first; an organisation goes by its typed name', async () => {
  const { page } = await openPage(browser, app.url)
  const own = `/w/${await signUp(page, newPerson('Mary Somerville'))}`
  await page.goto(`${own}/settings/organisation`)
  await page.getByText('You are the last owner').waitFor()
  expect(await page.getByRole('button', { name: 'Leave…' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog')
  const sure = dialog.getByRole('button', { name: 'Delete the organisation' })
  expect(await sure.isDisabled()).toBe(true)
  await dialog.getByRole('textbox').fill("Mary Somerville's organisation")
  await sure.click()
  await page.getByRole('heading', { name: 'You are in no workspace yet' }).waitFor()
  await page.getByLabel('Name').fill('Second try')
  await page.getByRole('button', { name: 'Create organisation' }).click()
  await page.waitForURL(/\/w\//)
  await page.context().close()
})

test('a key is made with scopes and an end, and both are shown', async () => {
  await owner.goto(`${root}/settings/api-keys`)
  await owner.getByRole('button', { name: 'New key' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Watcher')
  await dialog.getByRole('checkbox', { name: /^Work/ }).uncheck()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const key = await dialog.getByRole('textbox', { name: 'API key' }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  const row = owner.getByRole('listitem').filter({ hasText: 'Watcher' })
  await row.getByText(/never used · until/).waitFor()
  const workspaceId = root.split('/').at(-1)
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const read = await fetch(`${app.url}/api/v1/workspaces/${workspaceId}/agents`, { headers })
  expect(read.status).toBe(200)
  const body = JSON.stringify({ name: 'Mallory' })
  const wrote = await fetch(`${app.url}/api/v1/workspaces/${workspaceId}/agents`, { method: 'POST', headers, body })
  expect(wrote.status).toBe(403)
  await owner.reload()
  await row.getByText(/last used/).waitFor()
})

test.each(['light', 'dark'] as const)(
  'the pages of a team are accessible, and fit a phone (%s)',
  async (colorScheme) => {
    const link = await invite()
    const storageState = await owner.context().storageState()
    const { page, errors } = await openPage(browser, app.url, { ...phone, colorScheme, storageState })
    for (const path of ['', '/members', '/roles', '/api-keys', '/organisation', '/account']) {
      await page.goto(`${root}/settings${path}`)
      await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor()
      await expectNoSidewaysScroll(page)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
        path,
      ).toEqual([])
    }
    const { page: guest } = await openPage(browser, app.url, { ...phone, colorScheme, locale: 'de-DE' })
    await guest.goto(link)
    await guest.getByRole('heading', { name: /lädt Sie zu .* ein/ }).waitFor()
    const { violations } = await new AxeBuilder({ page: guest }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    expect(errors).toEqual([])
    await guest.context().close()
    await page.context().close()
  },
)
