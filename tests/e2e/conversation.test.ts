import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { workspaceIdOf } from './support/account.ts'
import { askDatabase } from './support/ask-database.ts'
import { expectNoSidewaysScroll } from './support/browser.ts'
import { installation } from './support/installation.ts'
import { startThreadOn } from './support/threads.ts'

const here = installation()
let page: Page

beforeEach(async () => {
  ;({ page } = await here.signUp())
})

const startThread = (text: string) => startThreadOn(page, text)
const composer = (on: Page) => on.getByLabel(/^Message to/)
async function send(text: string, on = page): Promise<void> {
  await composer(on).fill(text)
  await on.keyboard.press('Enter')
}
const run = (status: string, on = page) => on.locator(`[data-run-status="${status}"]`)
const messages = (on = page) => on.locator('section[aria-label="Messages"] article')
const spoken = (on = page) => on.locator('[data-part="text"]').allTextContents()

test('an answered message is said otherwise on a branch of its own; both are there, live, in two tabs and after a reload', async () => {
  await startThread('/say one')
  await run('succeeded').waitFor()
  await send('/say two')
  await expect.poll(() => run('succeeded').count()).toBe(2)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect.poll(() => spoken(other)).toEqual(['one', 'two'])

  await messages().nth(1).getByRole('button', { name: 'Edit and send again' }).click()
  await expect.poll(() => page.getByText('Files in the workspace are not rewound.').isVisible()).toBe(true)
  await page.getByLabel('New text of the message').fill('/say instead')
  await page.getByRole('button', { name: 'Send as a new branch' }).click()
  await expect.poll(() => spoken()).toEqual(['one', 'instead'])
  // The other tab stays where its reader is, knows of the branch, and goes on with its own.
  await expect.poll(() => other.getByText('1/2').isVisible()).toBe(true)
  expect(await spoken(other)).toEqual(['one', 'two'])
  await send('/say three', other)
  await expect.poll(() => spoken(other)).toEqual(['one', 'two', 'three'])
  expect(await spoken()).toEqual(['one', 'instead'])

  await page.reload()
  await expect.poll(() => spoken()).toEqual(['one', 'instead'])
  await page.getByRole('button', { name: 'Branch before' }).click()
  await expect.poll(() => spoken()).toEqual(['one', 'two', 'three'])
  await page.getByRole('button', { name: 'Branch after' }).click()
  await expect.poll(() => spoken()).toEqual(['one', 'instead'])
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  // Another answer to the same message is a branch as well.
  await run('succeeded').nth(1).getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => page.getByLabel('Answers to this message').getByText('2/2').isVisible()).toBe(true)
})

test('while a run works, messages wait, are changed, taken back, and handed to it', async () => {
  await startThread('run: sleep 6\n/say done')
  await page.getByRole('button', { name: 'Stop this step' }).waitFor()
  await send('/say waits')
  await send('/say unwanted')
  await expect.poll(() => page.getByRole('button', { name: 'Take back' }).count()).toBe(2)
  await messages().nth(2).getByRole('button', { name: 'Take back' }).click()
  await expect.poll(() => messages().count()).toBe(2)
  await messages().nth(1).getByRole('button', { name: 'Change this message' }).click()
  await page.getByLabel('New text of the message').fill('/say changed')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => messages().nth(1).getByText('/say changed').isVisible()).toBe(true)

  await composer(page).fill('/say heard')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.getByText('Goes to the work in progress at its next step').isVisible()).toBe(true)
  await page.getByLabel('Handed over by Ada Lovelace during the work').waitFor({ timeout: 30_000 })
  await expect.poll(() => run('succeeded').count(), { timeout: 30_000 }).toBe(2)
  expect((await spoken()).join(' ')).toMatch(/heard.*changed/s)
  await page.reload()
  await page.getByLabel('Handed over by Ada Lovelace during the work').waitFor()
  expect(await messages().count()).toBe(2)
})

test('one tool call is stopped, and the run goes on', async () => {
  await startThread('run: echo begun; sleep 120\n/say on I go')
  await page.getByText('begun', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Stop this step' }).click()
  await run('succeeded').waitFor({ timeout: 30_000 })
  expect((await spoken()).join(' ')).toContain('on I go')
  expect((await spoken()).join(' ')).toContain('A person stopped this call')
})

test('a pasted picture is seen in the thread and lies in the workspace; what a run wrote is there to look at', async () => {
  await startThread('write: notes.md <<< Remember the milk.\n/say written')
  await run('succeeded').waitFor()
  const card = page.getByRole('list', { name: 'Files of this run' })
  await card.getByRole('button', { name: /notes\.md/ }).click()
  await page.getByRole('dialog').getByText('Remember the milk.').waitFor()
  await page.keyboard.press('Escape')

  await composer(page).focus()
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30)
    canvas.getContext('2d')?.fillRect(0, 0, 40, 30)
    const file = new File([await canvas.convertToBlob({ type: 'image/png' })], 'drawing.png', { type: 'image/png' })
    const data = new DataTransfer()
    data.items.add(file)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await page.locator('[data-upload="ready"]').waitFor()
  await send('list: /workspace/uploads')
  const picture = messages().nth(1).getByRole('img', { name: 'drawing.png' })
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40)
  await expect.poll(() => run('succeeded').count()).toBe(2)
  await page
    .getByRole('button', { name: /in · .* out/ })
    .first()
    .click()
  expect(await page.getByRole('table').first().getByRole('row').count()).toBeGreaterThan(1)
})

test('a conversation that was summarised shows where, and the summary', async () => {
  await startThread('/say one')
  await run('succeeded').waitFor()
  await send('/say two')
  await expect.poll(() => run('succeeded').count()).toBe(2)
  // The demo model has no end of room: its step is made one that summarised.
  await askDatabase(
    here.app.env,
    `update steps set kind = 'summary' where workspace_id = $1 and run_id = (
       select id from runs where workspace_id = $1 order by created_at desc limit 1)`,
    [workspaceIdOf(page)],
  )
  await page.reload()
  await page.getByRole('button', { name: 'The conversation was summarised here' }).click()
  await page.getByText('The original stays above.').waitFor()
  expect(await spoken()).toEqual(['one'])
})

test('a thread of 5,000 messages opens at its end, and older ones come as one scrolls up', async () => {
  await startThread('/say the very first')
  await run('succeeded').waitFor()
  const threadId = page.url().match(/threads\/([0-9a-f-]{36})/)?.[1]
  await askDatabase(here.app.env, fillThread, [threadId, 5000])
  await page.goto(page.url())
  await page.getByText('message 5000', { exact: true }).waitFor()
  const drawn = await messages().count()
  expect(drawn).toBeLessThan(100)
  await page.locator('section[aria-label="Messages"]').hover()
  await page.mouse.wheel(0, -20_000)
  await expect.poll(() => messages().count(), { timeout: 20_000 }).toBeGreaterThan(drawn)
  await expect.poll(() => page.getByText('message 4960', { exact: true }).count(), { timeout: 20_000 }).toBe(1)
})

test('on a phone nothing is out of reach', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await startThread('run: echo hello\n/say done')
  await run('succeeded').waitFor()
  await expectNoSidewaysScroll(page)
  await expect.poll(() => page.getByRole('button', { name: 'Edit and send again' }).isVisible()).toBe(true)
})

/** A chain of messages with their answers behind what is there. $1: the thread; $2: how many. */
const fillThread = `
  with recursive base as (
    select r.*, m.author_id, m.author_name from runs r join messages m on m.id = r.message_id where r.thread_id = $1
  ), chain as (
    select 0 as n, b.message_id, b.id as run_id, null::uuid as parent from base b
    union all
    select n + 1, gen_random_uuid(), gen_random_uuid(), run_id from chain where n < $2
  ), m as (
    insert into messages (id, tenant_id, workspace_id, thread_id, author_id, author_name, text, parent_run_id, created_at)
    select c.message_id, b.tenant_id, b.workspace_id, b.thread_id, b.author_id, b.author_name, 'message ' || c.n, c.parent,
      b.created_at + c.n * interval '1 millisecond'
    from chain c, base b where c.n > 0
  ), r as (
    insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, status, created_by_id, created_at, finished_at)
    select c.run_id, b.tenant_id, b.workspace_id, b.thread_id, b.agent_id, c.message_id, 'succeeded', b.created_by_id,
      b.created_at + c.n * interval '1 millisecond', now()
    from chain c, base b where c.n > 0
  )
  insert into steps (id, tenant_id, workspace_id, run_id, index, attempt, provider, model, parts, finish_reason, stream_id, started_at, finished_at)
  select gen_random_uuid(), b.tenant_id, b.workspace_id, c.run_id, 0, 1, 'demo', 'demo',
    jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'answer ' || c.n)), 'stop', '0-0', now(), now()
  from chain c, base b where c.n > 0`
