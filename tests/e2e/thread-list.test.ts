import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newPerson } from './support/account.ts'
import { expectNoSidewaysScroll } from './support/browser.ts'
import { installation } from './support/installation.ts'
import { addMember } from './support/roles.ts'
import { addThread } from './support/threads.ts'

const here = installation()

const row = (page: Page, title: string) => page.locator('li[data-thread]').filter({ hasText: title })
const rows = (page: Page) => page.locator('li[data-thread]')

async function choose(page: Page, title: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${title}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

test('a thread is found as one types, umlauts or not, with what was found marked; the address keeps the search', async () => {
  const { page, workspaceId, root } = await here.signUp()
  await addThread(page, workspaceId, '/say Die Fähre nach Großschönau <b>fährt</b> um acht.', { title: 'Reise' })
  await addThread(page, workspaceId, '/say Something else.', { title: 'Other' })
  await page.goto(`${root}/threads`)
  await expect.poll(() => rows(page).count()).toBe(2)
  await page.keyboard.press('/')
  const found = { grossschon: 'Großschönau', Großschön: 'Großschönau', faehrt: 'fährt' }
  for (const [words, marked] of Object.entries(found)) {
    await page.keyboard.press('Control+A')
    await page.keyboard.type(words)
    await page.waitForURL((url) => url.searchParams.get('q') === words)
    await expect.poll(() => rows(page).count(), { timeout: 15_000 }).toBe(1)
    await row(page, 'Reise').locator('mark', { hasText: marked }).first().waitFor()
  }
  // As text, never as markup.
  expect(await row(page, 'Reise').textContent()).toContain('<b>fährt</b>')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await page.reload()
  await expect.poll(() => rows(page).count()).toBe(1)
  expect(await page.getByRole('searchbox').inputValue()).toBe('faehrt')
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/threads\/[0-9a-f-]{36}/)
})

test('threads are pinned, renamed, archived and deleted, each with a way back', async () => {
  const { page, workspaceId, root } = await here.signUp()
  for (const title of ['Alpha', 'Beta', 'Gamma']) await addThread(page, workspaceId, '/say Hello.', { title })
  await page.goto(`${root}/threads`)
  await choose(page, 'Alpha', 'Pin')
  await row(page, 'Alpha').getByLabel('Pinned').waitFor()
  await page.getByRole('button', { name: 'Pinned' }).click()
  await page.waitForURL(/pinned=1/)
  await expect.poll(() => rows(page).count()).toBe(1)
  await page.reload()
  await expect.poll(() => rows(page).count()).toBe(1)
  await page.goto(`${root}/threads`)

  await choose(page, 'Beta', 'Rename')
  await page.getByRole('textbox', { name: 'Title' }).fill('Delta')
  await page.keyboard.press('Enter')
  await row(page, 'Delta').waitFor()

  // What the page shows at once, the server learns a moment later; leaving the page in between would take the request along.
  const archived = async (): Promise<string[]> => {
    const answer = await page.request.get(`/api/v1/workspaces/${workspaceId}/threads?state=archived`)
    return (await answer.json()).items.map(({ title }: { title: string }) => title)
  }
  await choose(page, 'Gamma', 'Archive')
  await expect.poll(() => row(page, 'Gamma').count()).toBe(0)
  await expect.poll(archived).toEqual(['Gamma'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await row(page, 'Gamma').waitFor()
  await expect.poll(archived).toEqual([])
  await row(page, 'Gamma').getByRole('link').focus()
  await page.keyboard.press('e')
  await expect.poll(() => row(page, 'Gamma').count()).toBe(0)
  await expect.poll(archived).toEqual(['Gamma'])
  await page.goto(`${root}/threads?state=archived`)
  await row(page, 'Gamma').waitFor()
  await choose(page, 'Gamma', 'Back to the list')
  await page.goto(`${root}/threads`)
  await row(page, 'Gamma').waitFor()

  await choose(page, 'Delta', 'Delete')
  await expect.poll(() => row(page, 'Delta').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await row(page, 'Delta').waitFor()
  await page.setViewportSize({ width: 390, height: 800 })
  await expectNoSidewaysScroll(page)
})

test('a thread is taken along as Markdown and as JSON, with its tool calls and what they cost', async () => {
  const { page, workspaceId, root } = await here.signUp()
  const id = await addThread(page, workspaceId, 'write: note.md <<< ```fence```\n/say Written.', {
    title: 'Q3/Bericht: "fertig"?',
  })
  await page.goto(`${root}/threads/${id}`)
  await page.locator('[data-run-status="succeeded"]').waitFor({ timeout: 60_000 })
  await page.goto(`${root}/threads`)
  const save = async (action: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), choose(page, 'Q3/Bericht', action)])
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }
  const markdown = await save('Export as Markdown')
  expect(markdown.name).toBe('Q3-Bericht- -fertig.md')
  for (const part of ['# Q3/Bericht', '**write_file** · succeeded', '````json', 'Written.', 'tokens']) {
    expect(markdown.text).toContain(part)
  }
  const json = JSON.parse((await save('Export as JSON')).text)
  expect(json.turns[0].runs[0].steps[0].toolCalls[0]).toMatchObject({ name: 'write_file', status: 'succeeded' })
  expect(json.turns[0].runs[0].steps[0].usage.costMicros).toBe(0)
})

test('a private thread is read, live, by the colleague it is shared with, until it is not any more', async () => {
  const { page, workspaceId, root } = await here.signUp()
  const person = newPerson('Grace Hopper')
  const colleague = await here.signUp({}, person)
  const tenantId = await addMember(here.app.env, workspaceId, person.email, 'viewer')
  const id = await addThread(page, workspaceId, '/say A secret plan.', { title: 'Plan', private: true })
  const link = `/shared/${tenantId}/${id}`
  expect((await colleague.page.goto(link))?.status()).toBe(404)

  await page.goto(`${root}/threads`)
  await choose(page, 'Plan', 'Share')
  await page.getByRole('combobox', { name: 'Add somebody' }).click()
  await page.getByRole('option', { name: /Grace/ }).click()
  expect(await page.getByLabel('Link for the people above').inputValue()).toContain(link)

  // The dialog is ahead of the server.
  const status = async () => (await colleague.page.goto(link))?.status()
  await expect.poll(status, { timeout: 30_000 }).toBe(200)
  await colleague.page.getByText('A secret plan.').last().waitFor()
  expect(await colleague.page.getByRole('textbox').count()).toBe(0)
  const said = page.evaluate(
    ([at]) =>
      fetch(`/api/v1/${at}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: '/say And more of it.' }),
      }).then(({ status }) => status),
    [`workspaces/${workspaceId}/threads/${id}`],
  )
  expect(await said).toBe(201)
  await colleague.page.getByText('And more of it.').last().waitFor()

  await page.getByRole('button', { name: 'Stop sharing with Grace Hopper' }).click()
  await colleague.page.getByText('no longer shared with you').waitFor()
  expect((await colleague.page.goto(link))?.status()).toBe(404)
})
