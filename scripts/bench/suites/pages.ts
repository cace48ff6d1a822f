import type { CDPSession, Page } from 'playwright-core'
import { installBrowser } from '#scripts/test/browser.ts'
import { newPerson, signUp } from '#tests/e2e/support/account.ts'
import { launchBrowser } from '#tests/e2e/support/browser.ts'
import type { BenchContext, BenchResult } from '../contract.ts'
import { median, percentile } from '../figures.ts'
import { appPages } from '../load/app-pages.ts'
import { fillWorkspace } from '../load/busy-workspace.ts'
import { startProduct } from '../product.ts'

export const name = 'pages'

const SERVER_REPEATS = 15
const VISITS = 3
const CPU_SLOWED = 4
/** Pages whose purpose is an editor may load it. */
const EDITORS = [/\/agents\/\[agentId\]$/, /\/container$/, /\/files$/]

interface Measured {
  route: string
  jsKb: number
  serverMs: number[]
  lcpMs: number[]
  interactionMs: number[]
}

/** Every page with much in it: its JavaScript, the server's time, and in a slowed Chromium its paint and its answers. */
export async function run(context: BenchContext): Promise<BenchResult> {
  await installBrowser(context.say)
  const product = await startProduct(context)
  const browser = await launchBrowser()
  try {
    const page = await (await browser.newContext({ baseURL: product.origin })).newPage()
    const workspace = await signUp(page, newPerson())
    const pages = appPages({ workspace, ...(await fillWorkspace(product, workspace)) })
    await page.addInitScript(observe)
    const cdp = await page.context().newCDPSession(page)
    const measured: Measured[] = []
    for (const { route, path } of pages) {
      context.say(`Page ${route}`)
      const serverMs = await timeServer(page, path)
      measured.push({ route, serverMs, ...(await visit(page, cdp, path)) })
    }
    return resultOf(measured)
  } finally {
    await browser.close()
    await product.stop()
  }
}

function resultOf(measured: Measured[]): BenchResult {
  const plain = measured.filter(({ route }) => !EDITORS.some((editor) => editor.test(route)))
  const all = (of: 'serverMs' | 'lcpMs' | 'interactionMs') => measured.flatMap((page) => page[of])
  const row = (page: Measured) => [
    page.route,
    `${page.jsKb}`,
    `${percentile(page.serverMs, 0.95)}`,
    `${median(page.lcpMs)}`,
    `${percentile(page.interactionMs, 0.95)}`,
  ]
  return {
    figures: {
      maxJsKb: Math.max(...plain.map(({ jsKb }) => jsKb)),
      serverMsP95: Math.max(...measured.map(({ serverMs }) => percentile(serverMs, 0.95))),
      lcpMsP50: median(all('lcpMs')),
      interactionMsP95: percentile(all('interactionMs'), 0.95),
    },
    table: [['page', 'JS kB', 'server ms p95', 'LCP ms p50', 'interaction ms p95'], ...measured.map(row)],
  }
}

/** Until the last byte of the page, as the server sends it to who is signed in. */
async function timeServer(page: Page, path: string): Promise<number[]> {
  const samples: number[] = []
  for (let index = -2; index < SERVER_REPEATS; index++) {
    const startedAtMs = performance.now()
    const response = await page.request.get(path)
    await response.body()
    if (!response.ok()) throw new Error(`${path}: ${response.status()}`)
    if (index >= 0) samples.push(performance.now() - startedAtMs)
  }
  return samples
}

/** Opens a page with an empty cache, and then does on it what people do on every page. */
async function visit(page: Page, cdp: CDPSession, path: string) {
  const lcpMs: number[] = []
  const interactionMs: number[] = []
  let jsKb = 0
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  for (let index = 0; index < VISITS; index++) {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWED })
    await page.goto(path, { waitUntil: 'load' })
    await page.waitForLoadState('networkidle')
    jsKb = Math.max(jsKb, await page.evaluate(scriptKb))
    await interact(page)
    const seen = await page.evaluate(() => (window as unknown as Observed).observed)
    lcpMs.push(seen.lcpMs)
    interactionMs.push(...seen.interactions)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  }
  return { jsKb, lcpMs, interactionMs }
}

/** The palette is opened, searched and closed; what has a text field is written into; the page is walked by keyboard. */
async function interact(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('set')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const field = page.locator('main').locator('textarea, input[type=search], input[type=text]').first()
  if (await field.isEditable({ timeout: 500 }).catch(() => false)) {
    await field.focus()
    await page.keyboard.type('agent')
  }
  for (let index = 0; index < 5; index++) await page.keyboard.press('Tab')
  // Event timings come with the frame after the next one.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))))
}

interface Observed {
  observed: { lcpMs: number; interactions: number[] }
}

/** In the page: the largest paint, and of each interaction its longest event, from the key to the next frame. */
function observe(): void {
  const observed = { lcpMs: 0, interactions: new Map<number, number>() }
  Object.defineProperty(window, 'observed', {
    get: () => ({ lcpMs: observed.lcpMs, interactions: [...observed.interactions.values()] }),
  })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) observed.lcpMs = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      const { interactionId } = entry as unknown as { interactionId: number }
      if (!interactionId) continue
      observed.interactions.set(interactionId, Math.max(entry.duration, observed.interactions.get(interactionId) ?? 0))
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}

/** In the page: its scripts as they came over the wire. */
function scriptKb(): number {
  const scripts = performance
    .getEntriesByType('resource')
    .filter((entry) => /\.js(\?|$)/.test(entry.name)) as PerformanceResourceTiming[]
  return Math.round(scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1024)
}
