import { parse } from 'yaml'

export interface Declaration {
  /** Something was said about hosts, if only that there are none. */
  declared: boolean
  hosts: string[]
}

const named =
  /(?:^|[_.-])(?:allowed[_-]?)?(?:hosts?|domains?|network|egress|endpoints?|outbound|internet|urls?|net|connect)$|hosts|domains|network/i
const hostLike = /\b(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z]{2,18}\b/gi
const fileLike =
  /\.(?:md|py|js|ts|sh|json|ya?ml|txt|csv|pdf|html?|toml|mjs|cjs|zip|png|jpe?g|svg|docx?|xlsx?|pptx?|rb|go|rs|lock|cfg|ini|env)$/i

/** What the manifest of a skill says about the hosts it talks to: its front matter, and settings beside it. */
export function readDeclaration(files: { path: string; text: string }[]): Declaration {
  const hosts = new Set<string>()
  let declared = false
  for (const { path, text } of files) {
    const manifest = manifestOf(path, text)
    if (manifest === undefined) continue
    visit(manifest, '', 0, (key, value) => {
      if (!named.test(key)) return
      declared = true
      for (const host of String(value ?? '')
        .toLowerCase()
        .match(hostLike) ?? [])
        if (!fileLike.test(host)) hosts.add(host)
    })
    const said = typeof manifest === 'object' ? JSON.stringify(manifest).slice(0, 20_000) : ''
    for (const host of said.toLowerCase().match(hostLike) ?? []) if (!fileLike.test(host)) hosts.add(host)
  }
  return { declared, hosts: [...hosts] }
}

function manifestOf(path: string, text: string): unknown {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  try {
    if (name === 'skill.md') {
      const front = /^\uFEFF?---\r?\n([\s\S]{0,20000}?)\r?\n---/.exec(text)?.[1]
      return front === undefined ? undefined : parse(front, { maxAliasCount: 10 })
    }
    if (/^(?:manifest|skill|permissions|package|plugin|crewhouse)\.json$/.test(name))
      return JSON.parse(text.slice(0, 200_000))
    if (/^(?:manifest|skill|permissions|plugin)\.ya?ml$/.test(name))
      return parse(text.slice(0, 50_000), { maxAliasCount: 10 })
  } catch {
    // What cannot be read declares nothing.
  }
  return undefined
}

function visit(value: unknown, key: string, depth: number, see: (key: string, value: unknown) => void) {
  if (depth > 6) return
  if (Array.isArray(value)) {
    if (value.length === 0) see(key, '')
    for (const item of value.slice(0, 200)) visit(item, key, depth + 1, see)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value).slice(0, 200)) {
      if (named.test(name) && typeof inner === 'object' && inner !== null) see(name, JSON.stringify(inner))
      visit(inner, name, depth + 1, see)
    }
  } else see(key, value)
}

/** Whether a host is one of the declared, `*.` and subdomains included. */
export function isDeclared(host: string, declared: string[]): boolean {
  return declared.some((one) => {
    const name = one.replace(/^\*\./, '')
    return host === name || host.endsWith(`.${name}`)
  })
}
