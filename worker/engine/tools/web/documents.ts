import { text as readText } from 'node:stream/consumers'
import { Readability } from '@mozilla/readability'
import { DOMParser, parseHTML } from 'linkedom'
import TurndownService from 'turndown'

/** What the process is given, and what it answers. */
export type DocumentTask = { kind: 'page'; html: string; url: string } | { kind: 'atom'; xml: string }
export interface PageDocument {
  title: string
  markdown: string
}
export interface AtomEntry {
  id: string
  title: string
  summary: string
  published: string
  authors: string[]
  categories: string[]
}

/** Less than this is hardly an article: then the whole page is shown. */
const MIN_ARTICLE_CHARS = 250
/** Finding what matters in a page takes many times the memory of the page. */
const MAX_ARTICLE_PAGE_CHARS = 1_500_000
const NOISE =
  'script, style, noscript, template, iframe, object, embed, svg, canvas, link, meta, form, dialog, nav, footer'

process.stdout.write(JSON.stringify(read(JSON.parse(await readText(process.stdin)) as DocumentTask)))

function read(task: DocumentTask): PageDocument | AtomEntry[] {
  return task.kind === 'page' ? readPage(task.html, task.url) : readAtom(task.xml)
}

function readPage(html: string, url: string): PageDocument {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : page(html))
  const title = clean(document.querySelector('title')?.textContent ?? '')
  absolute(document, url)
  const whole = document.body?.cloneNode(true) as HTMLElement | null
  const isSmall = html.length <= MAX_ARTICLE_PAGE_CHARS
  const article = isSmall ? new Readability(document, { charThreshold: MIN_ARTICLE_CHARS }).parse() : null
  const isArticle = (article?.textContent ?? '').trim().length >= MIN_ARTICLE_CHARS
  const content = isArticle ? parseHTML(page(article?.content ?? '')).document.body : whole
  if (!content) return { title, markdown: '' }
  for (const noise of content.querySelectorAll(NOISE)) noise.remove()
  const markdown = converter().turndown(content as unknown as HTMLElement)
  return { title: clean(article?.title || title), markdown: markdown.replace(/\n{3,}/g, '\n\n').trim() }
}

function page(body: string): string {
  return `<!doctype html><html><body>${body}</body></html>`
}

function converter(): TurndownService {
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' })
  service.addRule('table row', {
    filter: ['tr'],
    replacement: (_, row) => {
      const cells = [...(row as HTMLTableRowElement).querySelectorAll('th, td')]
      const line = `| ${cells.map((cell) => clean(cell.textContent ?? '')).join(' | ')} |`
      const isHead = cells.length > 0 && cells.every(({ nodeName }) => nodeName === 'TH')
      return isHead ? `\n${line}\n|${' --- |'.repeat(cells.length)}` : `\n${line}`
    },
  })
  // A picture's address says nothing to who cannot see it.
  service.addRule('picture', {
    filter: ['img'],
    replacement: (_, image) => {
      const words = clean((image as HTMLElement).getAttribute('alt') ?? '')
      return words ? `[picture: ${words}]` : ''
    },
  })
  return service
}

/** Links lead on from wherever they are read. */
function absolute(document: Document, url: string): void {
  const base = URL.parse(document.querySelector('base[href]')?.getAttribute('href') ?? '', url)?.href ?? url
  for (const link of document.querySelectorAll('a[href]')) {
    const target = URL.parse(link.getAttribute('href') ?? '', base)
    if (target?.protocol === 'https:' || target?.protocol === 'http:') link.setAttribute('href', target.href)
    else link.removeAttribute('href')
  }
}

function readAtom(xml: string): AtomEntry[] {
  const document = new DOMParser().parseFromString(xml, 'text/xml')
  return [...document.querySelectorAll('entry')].map((entry) => {
    const text = (name: string) => clean(entry.querySelector(name)?.textContent ?? '')
    return {
      id: text('id'),
      title: text('title'),
      summary: text('summary'),
      published: text('published'),
      authors: [...entry.querySelectorAll('author > name')].map((name) => clean(name.textContent ?? '')),
      categories: [...entry.querySelectorAll('category')].flatMap((category) => category.getAttribute('term') ?? []),
    }
  })
}

function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
