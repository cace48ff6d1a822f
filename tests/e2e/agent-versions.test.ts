import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { installation } from './support/installation.ts'
import { addThread, api } from './support/threads.ts'

const place = installation()

/** A picture of one red dot. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
)

async function addWriter(page: Page, root: string): Promise<void> {
  await page.goto(`${root}/agents/new`)
  await page.getByRole('button', { name: /^Writer/ }).click()
  await page.waitForURL(/\/agents\/[0-9a-f-]{36}/)
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('Saved.').first().waitFor()
}

async function act(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

test('a save is a version: what it changed is shown, and the one before can be brought back', async () => {
  const { page, root } = await place.signUp()
  await addWriter(page, root)
  await page.getByLabel('Persona').fill('You write ballads.')
  await save(page)
  const address = page.url()
  await act(page, 'Versions')
  await page.waitForURL(/\/versions$/)
  const rows = page.getByRole('main').getByRole('listitem')
  await rows.filter({ hasText: 'Version 2' }).getByText('In use').waitFor()
  await page.getByRole('button', { name: 'Show changes' }).click()
  await page.getByText('You write ballads.').waitFor()
  await page.waitForURL(/changes=2/)
  await page.reload()
  await page.getByText('You write ballads.').waitFor()
  await page.getByRole('button', { name: 'Restore' }).click()
  await rows.filter({ hasText: 'Version 3' }).getByText('In use').waitFor()
  await page.goto(address)
  expect(await page.getByLabel('Persona').inputValue()).not.toContain('ballads')
})

test('a run leads to the version of the agent that it was made with', async () => {
  const { page, root, workspaceId } = await place.signUp()
  const threadId = await addThread(page, workspaceId, 'Hello')
  await page.goto(`${root}/threads/${threadId}`)
  await page.getByRole('link', { name: 'Version 1' }).click()
  await page.waitForURL(/\/versions#v1$/)
  await page.getByRole('main').getByRole('listitem').filter({ hasText: 'Version 1' }).getByText('In use').waitFor()
})

test('texts from elsewhere are pasted or chosen as files, and taken back', async () => {
  const { page, root } = await place.signUp()
  await addWriter(page, root)
  const field = (name: string) => page.getByLabel(name, { exact: true })
  const before = await field('Persona').inputValue()
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Persona, from SOUL.md').fill('You are Clawd.')
  await dialog.getByLabel('Choose files').setInputFiles([
    { name: 'AGENTS.md', mimeType: 'text/markdown', buffer: Buffer.from('Ask before you send.') },
    { name: 'TOOLS.md', mimeType: 'text/markdown', buffer: Buffer.from('None.') },
  ])
  await dialog.getByText('TOOLS.md is none of').waitFor()
  expect(await dialog.getByLabel('Rules, from AGENTS.md').inputValue()).toBe('Ask before you send.')
  await dialog.getByRole('button', { name: 'Fill in' }).click()
  await page.getByText('Filled in: Persona, Rules.').waitFor()
  expect(await field('Persona').inputValue()).toBe('You are Clawd.')
  expect(await field('Rules').inputValue()).toBe('Ask before you send.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back.').waitFor()
  expect(await field('Persona').inputValue()).toBe(before)
  expect(await field('Rules').inputValue()).toBe('')
})

test('a failure is told in the person’s language, and a provider in its own words', async () => {
  const { page, root, workspaceId } = await place.signUp({ locale: 'de-DE' })
  const base = `workspaces/${workspaceId}`
  const provider = await api<{ id: string }>(page, 'POST', `${base}/providers`, {
    kind: 'openai_compatible',
    name: 'Ours',
    baseUrl: 'http://192.0.2.1:9/v1',
    saveAnyway: true,
  })
  const { items } = await api<{ items: { id: string }[] }>(page, 'GET', `${base}/agents`)
  const models = [{ providerId: provider.id, model: 'm' }]
  await api(page, 'PATCH', `${base}/agents/${items[0]?.id}`, { models })
  const threadId = await addThread(page, workspaceId, 'Hallo')
  await page.goto(`${root}/threads/${threadId}`)
  const failed = page.locator('[data-run-status="failed"]')
  await failed.getByText('Die Anfrage an den Modellanbieter ist gescheitert').waitFor()
  await failed.getByText(/192\.0\.2\.1|private/).waitFor()
  await api(page, 'DELETE', `${base}/providers/${provider.id}`)
  await failed.getByRole('button', { name: 'Wiederholen' }).click()
  await page.getByText('Der Modellanbieter dieses Agenten wurde entfernt.').waitFor()
})

test('the grid shows live what each agent does', async () => {
  const { page, root, workspaceId } = await place.signUp()
  await page.goto(`${root}/agents`)
  const card = page.getByRole('main').getByRole('listitem').first()
  await card.getByText('Idle').waitFor()
  const threadId = await addThread(page, workspaceId, 'run: sleep 60')
  await card.getByText('At work').waitFor()
  const { runs } = await api<{ runs: { id: string }[] }>(
    page,
    'GET',
    `workspaces/${workspaceId}/threads/${threadId}/transcript`,
  )
  await api(page, 'POST', `workspaces/${workspaceId}/runs/${runs[0]?.id}/cancel`, {})
  await card.getByText('Idle').waitFor()
})

test('unsaved settings are tried beside the editor, and the answer says what it was made with', async () => {
  const { page, root } = await place.signUp()
  await addWriter(page, root)
  await page.getByLabel('Name').fill('Poet')
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.waitForURL(/[?&]try=/)
  const beside = page.getByRole('complementary', { name: /^Try / })
  await beside.getByRole('textbox', { name: /^Message to/ }).fill('Hello')
  await page.keyboard.press('Enter')
  await beside.getByText('Unsaved settings').waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Poet')
  await page.reload()
  await beside.getByText('Unsaved settings').waitFor()
  await beside.getByRole('button', { name: 'Close the try' }).click()
  await beside.waitFor({ state: 'detached' })
})

test('an emoji or a picture stands wherever the agent is shown', async () => {
  const { page, root } = await place.signUp()
  await addWriter(page, root)
  await page.getByLabel('Emoji').fill('🦉')
  await save(page)
  await page.getByRole('complementary').getByText('🦉').waitFor()
  await page.getByLabel('Upload a picture').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: dot })
  await page.getByRole('button', { name: 'Remove the picture' }).waitFor()
  await save(page)
  const shown = page.getByRole('complementary').locator('img[src*="/agent-images/"]')
  await shown.waitFor()
  await expect
    .poll(() => shown.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBeGreaterThan(1)
})

test('an agent is paused, duplicated, archived and deleted', async () => {
  const { page, root } = await place.signUp()
  await addWriter(page, root)
  const heading = page.getByRole('heading', { level: 1 })
  // Shown before the server has answered, and no longer once it has refused.
  const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route('**', async (route) => {
    if (route.request().method() !== 'POST' || !route.request().headers()['next-action']) return route.fallback()
    asked.resolve()
    await answered.promise
    await route.abort()
  })
  await act(page, 'Pause')
  await asked.promise
  await heading.getByText('Paused').waitFor()
  answered.resolve()
  await heading.getByText('Paused').waitFor({ state: 'detached' })
  await page.unrouteAll()
  await act(page, 'Pause')
  await heading.getByText('Paused').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await heading.getByText('Paused').waitFor({ state: 'detached' })
  const original = page.url()
  await act(page, 'Duplicate')
  await page.waitForURL((url) => /\/agents\/[0-9a-f-]{36}$/.test(url.pathname) && url.href !== original)
  await act(page, 'Archive')
  await heading.getByText('Archived').waitFor()
  const name = await page.getByLabel('Name').inputValue()
  await page.getByRole('button', { name: 'Remove…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('button', { name: `Remove ${name}` }).click()
  await page.waitForURL(/\/agents$/)
  await page.getByRole('main').getByRole('link', { name: 'Writer', exact: true }).waitFor()
  expect(await page.getByRole('link', { name, exact: true }).count()).toBe(0)
})
