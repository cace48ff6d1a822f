import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFirstParty } from '#lib/packages/first-party.ts'
import { makeZip } from '#scripts/bench/scan/make-archives.ts'
import { launchBrowser } from '#tests/e2e/support/browser.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { type Ran, run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import type { Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

/* What the installation's packages run is run here as agents run it: in their container, with what its image has. */

const spec = sandboxSpec()
let driver: SandboxDriver
let sandbox: Sandbox

beforeAll(async () => {
  driver = await testDockerDriver()
  sandbox = await driver.open(spec)
  for (const { files } of readFirstParty()) {
    for (const { path, content } of files) {
      await sandbox.writeFile(`/home/agent/.${path}`, Buffer.from(content))
    }
  }
}, 600_000)
afterAll(async () => {
  await driver.removeAgent(spec.agentId)
  await driver.removeWorkspace(spec.workspaceId)
  await driver.close()
}, 60_000)

const script = (skill: string, name: string) => `python3 /home/agent/.skills/${skill}/scripts/${name}`
const write = (path: string, content: string | Uint8Array) => sandbox.writeFile(path, Buffer.from(content))
const ran = (command: string): Promise<Ran> => run(sandbox, command)
async function json(command: string): Promise<unknown> {
  const { stdout, stderr } = await ran(command)
  try {
    return JSON.parse(stdout)
  } catch {
    throw new Error(`${command}: ${stdout}\n${stderr}`)
  }
}

/** A server in the container that answers what it is told to, and writes down what it was asked. */
const server = `
import http.server, json, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        open("/tmp/asked", "a").write(json.dumps({"method": self.command, "path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}, "body": body}) + "\\n")
        if self.path == "/away":
            self.send_response(302); self.send_header("Location", "http://elsewhere.example.com/"); self.end_headers(); return
        status, kind, text = 200, "application/json", json.dumps([{"number": 7, "title": "It breaks", "state": "open", "body": "long"}])
        if self.path.startswith("/missing"): status, text = 404, '{"message": "Not Found"}'
        if self.path == "/feed": kind, text = "application/rss+xml", open("/workspace/feed.xml").read()
        data = text.encode()
        self.send_response(status); self.send_header("Content-Type", kind); self.send_header("Content-Length", str(len(data))); self.end_headers(); self.wfile.write(data)
    do_GET = do_POST = do_PATCH = answer
    def log_message(self, *rest): pass
http.server.HTTPServer(("127.0.0.1", 8099), Handler).serve_forever()
`
const served = (command: string) =>
  `rm -f /tmp/asked; python3 /tmp/server.py & server=$!; for try in $(seq 100); do (echo > /dev/tcp/127.0.0.1/8099) 2>/dev/null && break; sleep 0.1; done; ${command}; code=$?; kill $server; exit $code`
const askedLast = async () => JSON.parse((await ran('tail -n 1 /tmp/asked')).stdout)

test('csv-analysis counts what is in a table, whatever its separator, and in an Excel file', async () => {
  await write('sales.csv', 'region;amount;note\nNord;1.200,50;a\nSüd;300,25;\nNord;99,25;b\n')
  expect(await json(`${script('csv-analysis', 'table.py')} describe sales.csv`)).toMatchObject({
    rows: 3,
    columns: { amount: { type: 'number', sum: 1600, min: 99.25 }, note: { type: 'text', missing: 1, distinct: 2 } },
  })
  expect(await json(`${script('csv-analysis', 'table.py')} group sales.csv --by region --sum amount`)).toEqual({
    Nord: 1299.75,
    Süd: 300.25,
  })
  const sheet = (rows: string) =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
  const book = makeZip(
    Object.entries({
      'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
      'xl/sharedStrings.xml': `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>who</t></si><si><t>hours</t></si><si><t>Ada</t></si></sst>`,
      'xl/worksheets/sheet1.xml': sheet(
        '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row><c r="A2" t="s"><v>2</v></c><c r="B2"><v>7.5</v></c></row>',
      ),
    }).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
  )
  await write('hours.xlsx', book)
  expect(await json(`${script('csv-analysis', 'table.py')} head hours.xlsx`)).toEqual([{ who: 'Ada', hours: '7.5' }])
})

test('mermaid-diagrams finds what would not be drawn', async () => {
  await write('good.mmd', 'flowchart TD\n  a["Pay (twice)"] --> b{Paid?}\n  b -->|yes| c(Done)\n')
  await write('bad.mmd', 'flowchart TD\n  a[Pay (twice] --> end[Stop]\n')
  expect((await ran(`${script('mermaid-diagrams', 'check.py')} good.mmd`)).stdout).toBe('ok\n')
  const { stdout, exitCode } = await ran(`${script('mermaid-diagrams', 'check.py')} bad.mmd`)
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/line 2: a node may not be named end/)
})

test('calendar-ics counts repeating events out, finds clashes, and writes events that it reads again', async () => {
  const event = (lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
  const events = [
    event([
      'SUMMARY:Stand-up',
      'DTSTART:20260302T090000Z',
      'DURATION:PT30M',
      'RRULE:FREQ=WEEKLY;BYDAY=MO,WE',
      'EXDATE:20260304T090000Z',
    ]),
    event(['SUMMARY:Dentist\\, at last', 'DTSTART;TZID=Europe/Berlin:20260309T091500', 'DTEND:20260309T100000']),
  ]
  await write('team.ics', ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n'))
  const days = '--from 2026-03-01 --to 2026-03-10'
  const list = (await json(`${script('calendar-ics', 'calendar_file.py')} list team.ics ${days}`)) as {
    title: string
    start: string
  }[]
  expect(list.map(({ start, title }) => `${start} ${title}`)).toEqual([
    '2026-03-02T09:00 Stand-up',
    '2026-03-09T09:00 Stand-up',
    '2026-03-09T09:15 Dentist, at last',
  ])
  expect(await json(`${script('calendar-ics', 'calendar_file.py')} clashes team.ics ${days}`)).toHaveLength(1)
  await ran(
    `${script('calendar-ics', 'calendar_file.py')} new made.ics --title 'Talk; with Bob' --start 2026-03-05T14:00 --minutes 45`,
  )
  expect(await json(`${script('calendar-ics', 'calendar_file.py')} list made.ics ${days}`)).toEqual([
    { start: '2026-03-05T14:00', end: '2026-03-05T14:45', title: 'Talk; with Bob', place: '' },
  ])
})

test('pdf-reading takes the text out of what a browser prints', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<h1>Quarterly report</h1><p>Größe: 42 €</p><p style="break-before: page">Second page</p>')
    await write('report.pdf', await page.pdf())
  } finally {
    await browser.close()
  }
  const { stdout } = await ran(`${script('pdf-reading', 'pdf_text.py')} report.pdf`)
  expect(stdout).toMatch(/--- page 1 ---\n[^-]*Quarterly report[^-]*Größe: 42 €[^-]*--- page 2 ---\nSecond page/)
  expect((await ran(`${script('pdf-reading', 'pdf_text.py')} report.pdf --pages 2`)).stdout).not.toContain('Quarterly')
  await write('no.pdf', 'hello')
  expect((await ran(`${script('pdf-reading', 'pdf_text.py')} no.pdf`)).stderr).toContain('not a PDF')
})

test('rss-reader reads RSS and Atom, the newest first', async () => {
  const item = (title: string, day: number) =>
    `<item><title>${title}</title><link>https://example.com/${day}</link><pubDate>Mon, 0${day} Mar 2026 08:00:00 GMT</pubDate><description>&lt;p&gt;Text &amp;amp; more&lt;/p&gt;</description></item>`
  await write(
    'feed.xml',
    `<rss version="2.0"><channel><title>News</title>${item('Old', 2)}${item('New', 9)}</channel></rss>`,
  )
  await write('/tmp/server.py', server)
  const news = (await json(served(`${script('rss-reader', 'feed.py')} http://127.0.0.1:8099/feed`))) as object[]
  expect(news).toMatchObject([{ title: 'New', link: 'https://example.com/9', text: 'Text & more' }, { title: 'Old' }])
  expect(await json(`${script('rss-reader', 'feed.py')} feed.xml --since 2026-03-05`)).toHaveLength(1)
  await write(
    'atom.xml',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Atom</title><link href="https://example.com/a"/><updated>2026-03-01T10:00:00Z</updated></entry></feed>',
  )
  expect(await json(`${script('rss-reader', 'feed.py')} atom.xml`)).toMatchObject([
    { title: 'Atom', date: '2026-03-01T10:00:00+00:00' },
  ])
})

test.each([
  ['github', 'GITHUB', 'authorization', 'Bearer placeholder-1'],
  ['gitlab', 'GITLAB', 'private-token', 'placeholder-1'],
])('%s asks with the placeholder of its secret, and shows what was asked for', async (name, prefix, header, value) => {
  await write('/tmp/server.py', server)
  const with_ = `${prefix}_API=http://127.0.0.1:8099 ${prefix}_TOKEN=placeholder-1 ${script(name, `${name}.py`)}`
  expect(await json(served(`${with_} GET /repos/a/b/issues --fields number,title`))).toEqual([
    { number: 7, title: 'It breaks' },
  ])
  expect(await askedLast()).toMatchObject({ method: 'GET', path: '/repos/a/b/issues', headers: { [header]: value } })
  await ran(served(`${with_} POST /repos/a/b/issues --body '{"title": "New"}'`))
  expect(await askedLast()).toMatchObject({ method: 'POST', body: '{"title": "New"}' })
  const { stderr, exitCode } = await ran(served(`${with_} GET /missing`))
  expect(stderr).toContain('answers 404')
  expect(exitCode).toBe(1)
})

test('http-request shows status, headers and body, and follows nobody to another host', async () => {
  await write('/tmp/server.py', server)
  const ask = (rest: string) => ran(served(`${script('http-request', 'request.py')} ${rest}`))
  const { stdout } = await ask(
    `post http://127.0.0.1:8099/things --query limit=5 --header 'X-One: 1' --json '{"a": 1}'`,
  )
  expect(stdout).toMatch(/^status: 200\n[\s\S]*content-type: application\/json\n[\s\S]*It breaks/)
  expect(await askedLast()).toMatchObject({
    method: 'POST',
    path: '/things?limit=5',
    body: '{"a": 1}',
    headers: { 'x-one': '1' },
  })
  expect((await ask('GET http://127.0.0.1:8099/away')).stdout).toMatch(
    /^status: 302\n[\s\S]*location: http:\/\/elsewhere/,
  )
  expect((await ask('GET file:///etc/passwd')).stderr).toContain('begins with https://')
})
