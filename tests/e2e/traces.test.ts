import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { callsTools, type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import { expectNoSidewaysScroll } from './support/browser.ts'
import { installation } from './support/installation.ts'
import { addThread, api } from './support/threads.ts'

let model: FakeModel
const here = installation(async () => {
  model = await startFakeModel(says('Hello.'))
  return { CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1' }
})
afterAll(() => model?.close())

interface Named {
  id: string
}

/** The workspace's agent on the fake model. */
async function useModel(page: Page, workspaceId: string): Promise<void> {
  const base = `workspaces/${workspaceId}`
  const provider = { kind: 'openai_compatible', name: 'Fake', baseUrl: model.url, apiKey: null, saveAnyway: true }
  const { id: providerId } = await api<Named>(page, 'POST', `${base}/providers`, provider)
  const { items } = await api<{ items: Named[] }>(page, 'GET', `${base}/agents`)
  await api(page, 'PATCH', `${base}/agents/${items[0]?.id}`, { models: [{ providerId, model: 'fake-model' }] })
}

const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true })

test('a trace shows the prompt that was sent, is linked to, searched and exported, and another run is made from a step', async () => {
  const { page, root, workspaceId } = await here.signUp()
  await useModel(page, workspaceId)
  model.script([
    callsTools({ name: 'write_file', args: { path: '/workspace/plan.txt', content: 'Buy bread.' } }),
    says('The plan is written.'),
    says('Otherwise, then.'),
  ])
  const threadId = await addThread(page, workspaceId, 'Write a plan')
  await page.goto(`${root}/threads/${threadId}`)
  await page.locator('[data-run-status="succeeded"]').waitFor()
  await page.getByRole('link', { name: 'Trace' }).click()
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/)
  const waterfall = page.getByRole('list', { name: 'Steps and tool calls over time' })
  await waterfall.getByRole('button', { name: /^Step 2/ }).waitFor()
  expect(await waterfall.getByRole('button').count()).toBe(3)

  // What the model was given for the second step, letter by letter.
  await waterfall.getByRole('button', { name: /^Step 2/ }).click()
  await page.getByText('Verified', { exact: true }).waitFor()
  const sent = model.requests[1]?.json.messages as { role: string; content: string | null }[]
  await page.getByText('System prompt').first().click()
  expect(await group(page, 'System prompt').locator('pre').textContent()).toBe(sent[0]?.content)
  const shown = page.getByRole('list', { name: 'Messages' }).getByRole('listitem')
  expect(await shown.count()).toBe(sent.length - 1)
  expect(await shown.last().locator('pre').first().textContent()).toBe(sent.at(-1)?.content)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }

  // The call, by its address.
  await waterfall.getByRole('button', { name: /plan\.txt/ }).click()
  await page.waitForURL(/step=1&call=/)
  await page.reload()
  await page.getByText('Allowed without asking').waitFor()
  expect(await group(page, 'Arguments').textContent()).toContain('Buy bread.')
  await page.getByRole('searchbox').fill('buy BREAD')
  await page.waitForURL(/q=buy/)
  await waterfall.locator('.opacity-40').first().waitFor()

  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /OpenTelemetry/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^run-.*\.otlp\.json$/)
  await page.setViewportSize({ width: 390, height: 800 })
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 1280, height: 800 })

  await waterfall.getByRole('button', { name: /^Step 2/ }).click()
  await page.getByRole('button', { name: 'Try from here' }).click()
  await page.getByLabel('Model', { exact: true }).fill('other-model')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL((url) => url.pathname.includes('/threads/') && !url.pathname.includes(threadId))
  await page.getByText('Otherwise, then.', { exact: true }).waitFor()
  expect(model.requests[2]).toMatchObject({ model: 'other-model' })
  await page.getByRole('link', { name: 'Trace' }).click()
  await page.getByText('Its first step was copied from another run').waitFor()
})
