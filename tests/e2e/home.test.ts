import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoSidewaysScroll } from './support/browser.ts'
import { installation } from './support/installation.ts'
import { addThread, api } from './support/threads.ts'

const here = installation()

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ })

async function expectNoFindings(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

describe('home', () => {
  test('tells what runs, what failed, what today has cost and what was last, as it happens', async () => {
    const { page, workspaceId, root } = await here.signUp()
    await page.goto(root)
    await page.getByLabel(/^Task for/).waitFor()
    expect(await part(page, 'Running now').count()).toBe(0)
    // Long enough to be seen; ended below.
    await addThread(page, workspaceId, '/wait 120000\n/say Done.', { title: 'A long task' })
    await part(page, 'Running now').getByRole('link', { name: 'A long task' }).waitFor()
    await addThread(page, workspaceId, '/fail auth The key is wrong.', { title: 'A broken task' })
    await part(page, 'Failed').getByText('The key is wrong').waitFor()
    await addThread(page, workspaceId, '/say Hello.', { title: 'A small task' })
    await part(page, 'Today')
      .getByText(/\$0\.00.* for 1 model call/)
      .waitFor({ timeout: 30_000 })
    await part(page, 'Recent threads').getByRole('link', { name: 'A small task' }).waitFor()
    await page.locator('[data-sonner-toast]').first().waitFor()
    await expectNoSidewaysScroll(page)

    await part(page, 'Running now').getByRole('link', { name: 'A long task' }).click()
    await page
      .getByRole('button', { name: /Stop|Cancel/ })
      .first()
      .click()
    await page.locator('[data-run-status="cancelled"]').waitFor()
    await page.goto(root)
    await part(page, 'Running now').getByText('Nothing runs at the moment.').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectNoFindings(page)
    }
    await page.setViewportSize({ width: 390, height: 800 })
    await expectNoSidewaysScroll(page)
  })

  test('speaks German', async () => {
    const { page, workspaceId, root } = await here.signUp({ locale: 'de-DE' })
    await addThread(page, workspaceId, '/say Hallo.', { title: 'Aufgabe' })
    await page.goto(root)
    await part(page, 'Läuft gerade').waitFor()
    await part(page, 'Heute')
      .getByText(/0,00\s\$ für 1 Modellaufruf/)
      .waitFor({ timeout: 30_000 })
  })
})

describe('notifications', () => {
  test('a failure is told in another tab, marked read in all of them, and kept', async () => {
    const { page, workspaceId, root } = await here.signUp()
    const second = await page.context().newPage()
    // What is there when a page opens is no news to it.
    const opened = second.waitForResponse(/\/notifications\?/)
    await second.goto(`${root}/agents`)
    await (await opened).finished()
    const id = await addThread(page, workspaceId, '/fail auth The key is wrong.', { title: 'Doomed' })
    await expect.poll(() => bell(second).getAttribute('aria-label'), { timeout: 30_000 }).toContain('1 new')
    await second
      .locator('[data-sonner-toast]')
      .getByText(/could not finish/)
      .waitFor()
    await expect.poll(() => bell(page).getAttribute('aria-label')).toContain('1 new')
    await bell(second).click()
    const list = second.getByRole('dialog', { name: 'Notifications' })
    await list.getByText('The key is wrong').waitFor()
    await expectNoFindings(second)
    await list.getByRole('link', { name: /could not finish/ }).click()
    await second.waitForURL(new RegExp(id))
    await expect.poll(() => bell(page).getAttribute('aria-label')).toBe('Notifications')
    await page.reload()
    await bell(page).click()
    await page.getByRole('dialog', { name: 'Notifications' }).getByText('Doomed').waitFor()
  })

  test('who looks at the thread is told nothing, and who does not want to hear of failures neither', async () => {
    const { page, workspaceId, root } = await here.signUp()
    const id = await addThread(page, workspaceId, '/say Hello.', { title: 'Watched' })
    await page.goto(`${root}/threads/${id}`)
    await page.locator('[data-run-status="succeeded"]').waitFor({ timeout: 30_000 })
    await page.getByLabel(/^Message to/).fill('/fail auth The key is wrong.')
    await page.keyboard.press('Enter')
    await page.locator('[data-run-status="failed"]').waitFor({ timeout: 30_000 })
    // It was written, and read by this page at once.
    const { tenants } = await api<{ tenants: { id: string }[] }>(page, 'GET', 'me')
    const read = () =>
      api<{ items: { read: boolean }[] }>(page, 'GET', `tenants/${tenants[0]?.id}/notifications`).then(({ items }) =>
        items.map((item) => item.read),
      )
    await expect.poll(read, { timeout: 15_000 }).toEqual([true])
    await bell(page).click()
    const list = page.getByRole('dialog', { name: 'Notifications' })
    await list.getByText('Watched').waitFor()
    expect(await list.getByRole('img', { name: 'New' }).count()).toBe(0)
    expect(await page.locator('[data-sonner-toast]').count()).toBe(0)

    await list.getByText('What to be told of').click()
    const failures = list.getByRole('switch', { name: 'Work has failed' })
    await failures.click()
    await expect.poll(() => failures.getAttribute('aria-checked')).toBe('false')
    await page.goto(root)
    const other = await addThread(page, workspaceId, '/fail auth The key is wrong.', { title: 'Unheard' })
    await part(page, 'Failed').getByRole('link', { name: 'Unheard' }).waitFor({ timeout: 30_000 })
    expect(other).not.toBe(id)
    await bell(page).click()
    await page.getByRole('dialog', { name: 'Notifications' }).getByText('Watched').waitFor()
    expect(await page.getByRole('dialog', { name: 'Notifications' }).getByText('Unheard').count()).toBe(0)
  })
})
