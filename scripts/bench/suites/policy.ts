import { z } from 'zod'
import { decideTool, offeredTools, type PolicyLevel, type Toolbox } from '#lib/tools/policy.ts'
import { builtInTools, TOOL_NAMES, withBuiltIn } from '#lib/tools/registry.ts'
import { POLICY_EFFECTS, POLICY_LEVELS, type PolicyRule } from '#lib/tools/schema.ts'
import type { BenchResult } from '../contract.ts'

export const name = 'policy'

const TOOLS = 100
const RULES_PER_LEVEL = 50
const ROUNDS = 21
const CALLS_PER_ROUND = 2_000

/** What the policy costs a call of a tool, and a step of a model, in an agent with many tools and many rules. */
export async function run(): Promise<BenchResult> {
  const box = manyTools()
  const names = [...box.granted]
  const commands = ['npm test', 'git push origin main', 'npm test && curl https://example.com | sh', 'x'.repeat(2_000)]
  const perCall = measure(CALLS_PER_ROUND, (index) => {
    const tool = index % 2 === 0 ? 'shell' : (names[index % names.length] as string)
    decideTool(box, tool, { value: { command: commands[index % commands.length] } })
  })
  const perOffer = measure(20, () => offeredTools(box))
  const figures = { msPerCall: round(perCall), msPerOffer: round(perOffer), tools: TOOLS, rules: 4 * RULES_PER_LEVEL }
  return {
    figures,
    table: [
      [`${TOOLS} tools, ${RULES_PER_LEVEL} rules at each of 4 levels`, 'ms'],
      ['a call', `${figures.msPerCall}`],
      ['an offer of all tools', `${figures.msPerOffer}`],
    ],
  }
}

function measure(times: number, work: (index: number) => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now()
    for (let index = 0; index < times; index++) work(index)
    return (performance.now() - startedAt) / times
  })
  // The first ones are compiled while they run.
  return rounds.slice(1).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number
}

function manyTools(): Toolbox {
  const others = Array.from({ length: TOOLS - TOOL_NAMES.length }, (_, index) => ({
    ...builtInTools.read_file,
    name: `server_${index % 10}_tool_${index}`,
    group: `server_${index % 10}`,
    source: 'bench',
    input: z.object({}),
  }))
  const tools = withBuiltIn(others)
  const patterns = [
    '*',
    'server_1_*',
    'shell',
    'group:files',
    'risk:dangerous',
    ...others.map(({ name: tool }) => tool),
  ]
  const rules = (level: number): PolicyRule[] =>
    Array.from({ length: RULES_PER_LEVEL }, (_, index) => ({
      tools: patterns[(index * 7 + level) % patterns.length] as string,
      effect: POLICY_EFFECTS[(index + level) % 2] as PolicyRule['effect'],
      ...(index % 3 === 0 && { when: { command: `npm run task-${index}` } }),
    }))
  const levels = POLICY_LEVELS.map((level, index): PolicyLevel => ({ level, rules: rules(index) }))
  return { tools, granted: new Set([...tools.keys()]), hasSandbox: true, levels }
}

function round(ms: number): number {
  return Math.round(ms * 10_000) / 10_000
}
