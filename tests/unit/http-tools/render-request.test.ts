import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderRequest } from '#lib/http-tools/render-request.ts'
import { httpRequest } from '#lib/http-tools/schema.ts'

const request = httpRequest.parse({
  method: 'POST',
  url: 'https://api.example.com/users/{user}/posts?sort={sort}',
  query: [
    { name: 'tag', value: '{tags}' },
    { name: 'q', value: 'by {user}' },
    { name: 'none', value: '{none}' },
  ],
  headers: [{ name: 'x-trace', value: '{trace}' }],
  body: '{"title": "{title}", "by": "user {user}", "draft": true, "none": "{none}", "list": ["{tags}", "{none}"]}',
})

test('each value stands in its place, and what was not given is left out', () => {
  const { url, headers, body } = renderRequest(request, {
    user: 'a b/c',
    sort: 'x&y=1',
    tags: ['p', 'q'],
    title: { en: 'T' },
  })
  expect(url.href).toBe('https://api.example.com/users/a%20b%2Fc/posts?sort=x%26y%3D1&tag=p&tag=q&q=by+a+b%2Fc')
  expect([...headers]).toEqual([['content-type', 'application/json']])
  expect(JSON.parse(body ?? '')).toEqual({ title: { en: 'T' }, by: 'user a b/c', draft: true, list: [['p', 'q']] })
})

test('whatever the arguments: the host, the path’s shape, the headers and the fields of the body stay', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '..',
      '.',
      '../..',
      '%2e%2e',
      '//evil.example',
      '\\evil',
      '@evil.example',
      '#',
      '?x=1',
      '"}, "admin": true',
    ),
  )
  fc.assert(
    fc.property(nasty, nasty, nasty, (user, sort, title) => {
      let made: ReturnType<typeof renderRequest>
      try {
        made = renderRequest(request, { user, sort, title })
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid_input' })
        return
      }
      expect(made.url.origin).toBe('https://api.example.com')
      expect(made.url.pathname.split('/')).toHaveLength(4)
      expect(made.url.pathname).toMatch(/^\/users\/[^/]+\/posts$/)
      expect([...made.url.searchParams.keys()]).toEqual(['sort', 'q'])
      expect(Object.keys(JSON.parse(made.body ?? ''))).toEqual(['title', 'by', 'draft', 'list'])
    }),
    { numRuns: 60 },
  )
})

test('a header takes no second line', () => {
  expect(() => renderRequest(request, { user: 'u', trace: 'a\r\nauthorization: x' })).toThrow(/one line/)
})
