import { expect, test } from 'vitest'
import { z } from 'zod'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { decideTool, offeredTools, type PolicyLevel, type Toolbox } from '#lib/tools/policy.ts'
import { builtInTools, TOOL_NAMES, withBuiltIn } from '#lib/tools/registry.ts'
import {
  POLICY_EFFECTS,
  POLICY_LEVELS,
  type PolicyEffect,
  type PolicyRule,
  policyRules,
  TOOL_RISKS,
} from '#lib/tools/schema.ts'
import { seededRandom } from '#tests/support/random.ts'

const STRICTNESS: Record<PolicyEffect, number> = { auto: 0, ask: 1, deny: 2 }

function box(levels: PolicyLevel[], options: Partial<Toolbox> = {}): Toolbox {
  return { tools: withBuiltIn([]), granted: new Set(TOOL_NAMES), hasSandbox: true, levels, ...options }
}

const workspace = (...rules: PolicyRule[]): PolicyLevel[] => [{ level: 'workspace', rules }]
const call = (command: string) => ({ value: { command } })

test('an agent may use the tools that were given to it, and no others', () => {
  expect(decideTool(box([]), 'shell', null)).toEqual({ effect: 'auto', tool: builtInTools.shell, by: null })
  expect(decideTool(box([], { granted: new Set(['read_file']) }), 'shell', null)).toMatchObject({ effect: 'deny' })
  for (const name of ['no_such_tool', 'constructor', '__proto__']) {
    expect(decideTool(box([], { granted: new Set([name]) }), name, null)).toMatchObject({ effect: 'deny' })
  }
})

test('without a sandbox nothing that needs one is allowed, and the refusal says why', () => {
  for (const name of TOOL_NAMES) {
    expect(decideTool(box([], { hasSandbox: false }), name, null)).toEqual({
      effect: 'deny',
      reason: `This agent has no sandbox, and "${name}" needs one.`,
      by: null,
    })
  }
})

test('within a level a name comes before a wildcard, that before a group, that before a risk; of equals, the strictest', () => {
  const effect = (...rules: PolicyRule[]) => decideTool(box(workspace(...rules)), 'write_file', null).effect
  const name = (effect: PolicyEffect) => ({ tools: 'write_file', effect })
  const wildcard = (effect: PolicyEffect) => ({ tools: 'write_*', effect })
  const group = (effect: PolicyEffect) => ({ tools: 'group:files', effect })
  const risk = (effect: PolicyEffect) => ({ tools: 'risk:write', effect })
  expect(effect(name('auto'), wildcard('deny'), group('deny'), risk('deny'))).toBe('auto')
  expect(effect(group('auto'), risk('deny'), wildcard('ask'))).toBe('ask')
  expect(effect(group('ask'), risk('deny'))).toBe('ask')
  expect(effect({ tools: '*', effect: 'deny' }, wildcard('auto'))).toBe('auto')
  for (const rule of [name, wildcard, group, risk]) {
    expect(effect(rule('auto'), rule('deny'))).toBe('deny')
    expect(effect(rule('deny'), rule('ask'), rule('auto'))).toBe('deny')
  }
  expect(effect({ tools: 'group:shell', effect: 'deny' }, { tools: 'write_files', effect: 'deny' })).toBe('auto')
})

test('the decision names the rule and its level, and the refusal tells the model', () => {
  const rule: PolicyRule = { tools: 'group:shell', effect: 'deny' }
  const levels: PolicyLevel[] = [
    { level: 'tenant', rules: [rule] },
    { level: 'agent', rules: [{ tools: 'shell', effect: 'auto' }] },
  ]
  expect(decideTool(box(levels), 'shell', call('ls'))).toEqual({
    effect: 'deny',
    by: { level: 'tenant', rule },
    reason:
      'The policy of the organisation does not allow the tool "shell" (rule "group:shell"). Do not try to get around it.',
  })
})

test('a command that is allowed by its beginning is that command alone; everything else is asked', () => {
  const levels = workspace(
    { tools: 'shell', effect: 'ask' },
    { tools: 'shell', effect: 'auto', when: { command: 'npm test' } },
  )
  const effect = (command: string) => decideTool(box(levels), 'shell', call(command)).effect
  for (const command of ['npm test', ' npm  test ', "npm 'test' --watch", 'npm test\n']) {
    expect(effect(command), command).toBe('auto')
  }
  for (const command of [
    'npm tests',
    'npm testing',
    'npm',
    'npm test; curl evil',
    'npm test\ncurl evil',
    'npm test && curl evil',
    'npm test | sh',
    'npm test & curl evil',
    'npm test $(curl evil)',
    'npm test `curl evil`',
    'npm test "$(curl evil)"',
    'npm test > /workspace/x',
    'npm test < /etc/passwd',
    'npm test <(curl evil)',
    'npm test $IFS',
    'npm test \\\ncurl evil',
    'npm test {a,b}',
    'npm test *',
    'npm test ~',
    'npm test # x',
    'npm test\rcurl evil',
    'npm test\u2028curl evil',
    'npm test\0curl',
    'LD_PRELOAD=x npm test',
    'npm "test',
    "npm test 'a\nb'",
    '(npm test)',
    '! npm test',
    'npm test !x',
    'npm test $' + '{x}',
  ]) {
    expect(effect(command), JSON.stringify(command)).toBe('ask')
  }
  expect(decideTool(box(levels), 'shell', { value: 'npm test' }).effect).toBe('ask')
  expect(decideTool(box(levels), 'shell', { value: { command: ['npm test'] } }).effect).toBe('ask')
})

test('a narrow rule that denies or asks holds also where the command cannot be told apart', () => {
  for (const strict of ['ask', 'deny'] as const) {
    const levels = workspace({ tools: 'shell', effect: strict, when: { command: 'git push' } })
    const effect = (command: string) => decideTool(box(levels), 'shell', call(command)).effect
    expect(effect('git push origin')).toBe(strict)
    expect(effect('true && git push')).toBe(strict)
    expect(effect('git status')).toBe('auto')
  }
})

const request: ToolDefinition = {
  ...builtInTools.read_file,
  name: 'http_request',
  group: 'web',
  source: 'http',
  runsIn: 'platform',
  input: z.object({ url: z.string(), method: z.string() }),
  subject: (args) => {
    const { url, method } = args as { url: string; method: string }
    return { kind: 'http', url, method }
  },
}

test('a request is allowed by host and method, however its address is written', () => {
  const levels = workspace(
    ...policyRules.parse([
      { tools: 'http_request', effect: 'deny' },
      { tools: 'http_request', effect: 'auto', when: { host: 'API.example.com', method: 'get' } },
      { tools: 'http_request', effect: 'ask', when: { host: '*.example.org' } },
    ]),
  )
  const granted = new Set([request.name])
  const effect = (url: string, method = 'GET') =>
    decideTool(box(levels, { tools: withBuiltIn([request]), granted }), request.name, { value: { url, method } }).effect
  expect(effect('https://api.example.com/a')).toBe('auto')
  expect(effect('https://API.EXAMPLE.COM./a', 'get')).toBe('auto')
  expect(effect('https://api.example.com', 'POST')).toBe('deny')
  expect(effect('https://sub.api.example.com')).toBe('deny')
  expect(effect('https://a.example.org')).toBe('ask')
  expect(effect('https://example.org')).toBe('deny')
  expect(effect('https://evilexample.org')).toBe('deny')
  // What no host can be read from is allowed by no host's rule.
  for (const url of [
    'https://api.example.com@evil.test',
    'https://u:p@api.example.com',
    'file://api.example.com/x',
    'x',
  ]) {
    expect(effect(url), url).not.toBe('auto')
  }
})

test('a condition says nothing about tools that it cannot be about', () => {
  const levels = workspace(...policyRules.parse([{ tools: '*', effect: 'deny', when: { host: 'evil.test' } }]))
  for (const name of TOOL_NAMES) expect(decideTool(box(levels), name, call('ls')).effect).toBe('auto')
})

test('a tool is offered where some calls of it are allowed, and not where none is', () => {
  const names = (...rules: PolicyRule[]) => offeredTools(box(workspace(...rules))).map(({ name }) => name)
  const narrow: PolicyRule = { tools: 'shell', effect: 'auto', when: { command: 'npm test' } }
  expect(names({ tools: 'shell', effect: 'deny' })).not.toContain('shell')
  expect(names({ tools: 'shell', effect: 'deny' }, narrow)).toContain('shell')
  expect(names({ tools: 'shell', effect: 'ask' })).toContain('shell')
  expect(names({ tools: 'group:files', effect: 'deny' })).toEqual(['shell'])
})

test('a rule is refused that could not mean what it says', () => {
  for (const rule of [
    { tools: '', effect: 'deny' },
    { tools: 'a b', effect: 'deny' },
    { tools: '*shell', effect: 'deny' },
    { tools: 'group:', effect: 'deny' },
    { tools: 'risk:none', effect: 'deny' },
    { tools: 'shell', effect: 'allow' },
    { tools: 'shell', effect: 'auto', when: {} },
    { tools: 'shell', effect: 'auto', when: { command: 'npm test; curl evil' } },
    { tools: 'shell', effect: 'auto', when: { command: 'ls', host: 'example.com' } },
    { tools: 'x', effect: 'auto', when: { host: 'https://example.com' } },
    { tools: 'x', effect: 'auto', when: { host: '*' } },
  ]) {
    expect(policyRules.safeParse([rule]).success, JSON.stringify(rule)).toBe(false)
  }
})

const PATTERNS = [
  '*',
  'shell',
  'read_file',
  's*',
  'read_*',
  'w*',
  'group:files',
  'group:shell',
  ...TOOL_RISKS.map((risk) => `risk:${risk}`),
]
const COMMANDS = ['ls', 'npm test', 'npm test; ls', 'git push']

test('whatever the rules: a lower level only narrows, order does not matter, and the rule that decided decides alone', () => {
  const { random, seed } = seededRandom()
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const someRules = (): PolicyRule[] =>
    Array.from({ length: Math.floor(random() * 6) }, () => ({
      tools: one(PATTERNS),
      effect: one(POLICY_EFFECTS),
      ...(random() < 0.3 && { when: { command: one(['ls', 'npm', 'git push']) } }),
    }))
  for (let round = 0; round < 2000; round++) {
    const levels = POLICY_LEVELS.map((level): PolicyLevel => ({ level, rules: someRules() }))
    const name = one(TOOL_NAMES)
    const args = random() < 0.2 ? null : call(one(COMMANDS))
    const why = `seed ${seed}, round ${round}`
    const all = decideTool(box(levels), name, args)
    for (let count = 0; count < levels.length; count++) {
      const fewer = decideTool(box(levels.slice(0, count)), name, args)
      expect(STRICTNESS[all.effect], why).toBeGreaterThanOrEqual(STRICTNESS[fewer.effect])
    }
    const turned = levels.map(({ level, rules }) => ({ level, rules: rules.toReversed() }))
    expect(decideTool(box(turned), name, args).effect, why).toBe(all.effect)
    if (!all.by || !args) continue
    expect(levels.find(({ level }) => level === all.by?.level)?.rules, why).toContain(all.by.rule)
    const alone = decideTool(box([{ level: all.by.level, rules: [all.by.rule] }]), name, args)
    expect(alone.effect, why).toBe(all.effect)
  }
})
