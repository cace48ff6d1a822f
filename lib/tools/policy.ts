import { meets } from './conditions.ts'
import type { ToolDefinition, ToolSubject } from './definition.ts'
import type { DecidingRule, PolicyEffect, PolicyLevelName, PolicyRule, RuleCondition } from './schema.ts'
import { simpleCommand } from './simple-command.ts'

/** The rules of one level; a level without rules lets everything through that the others do. */
export interface PolicyLevel {
  level: PolicyLevelName
  rules: readonly PolicyRule[]
}

/** All that decides about an agent's tools. */
export interface Toolbox {
  /** By name: what there is in the workspace, whether or not the agent may call it. */
  tools: ReadonlyMap<string, ToolDefinition>
  /** Names of the tools that the agent was given. */
  granted: ReadonlySet<string>
  hasSandbox: boolean
  /** From the platform to the agent. */
  levels: readonly PolicyLevel[]
}

export type ToolDecision =
  | { effect: 'auto'; tool: ToolDefinition; by: DecidingRule | null }
  /** `asks`: the rule of each level that wants a person's word; `by` is the first of them. */
  | { effect: 'ask'; tool: ToolDefinition; by: DecidingRule; asks: DecidingRule[] }
  /** `reason` is told to the model and to the person. */
  | { effect: 'deny'; reason: string; by: DecidingRule | null }

const STRICTNESS: Record<PolicyEffect, number> = { auto: 0, ask: 1, deny: 2 }

/**
 * The one function that every tool call passes, and every offer of a tool to a model. Each level decides by its most
 * specific rule, and the strictest level wins: a lower one can only narrow what the one above allows.
 * @param args of the call; null: whether the tool is to be offered at all
 */
export function decideTool(box: Toolbox, name: string, args: { value: unknown } | null): ToolDecision {
  const tool = box.tools.get(name)
  if (!tool) return { effect: 'deny', reason: `There is no tool named "${name}".`, by: null }
  if (!box.granted.has(name)) {
    return { effect: 'deny', reason: `This agent may not use the tool "${name}".`, by: null }
  }
  if (tool.runsIn === 'sandbox' && !box.hasSandbox) {
    return { effect: 'deny', reason: `This agent has no sandbox, and "${name}" needs one.`, by: null }
  }
  return decideByRules(tool, box.levels, args)
}

/** What the rules alone say of a tool that an agent has. */
export function decideByRules(
  tool: ToolDefinition,
  levels: readonly PolicyLevel[],
  args: { value: unknown } | null,
): ToolDecision {
  const subject = args && (tool.subject?.(args.value) ?? null)
  const asks: DecidingRule[] = []
  let allows: DecidingRule | null = null
  for (const { level, rules } of levels) {
    const rule = args ? ruleForCall(tool, rules, subject) : ruleForOffer(tool, rules)
    if (!rule) continue
    const by = { level, rule }
    if (rule.effect === 'deny') return { effect: 'deny', reason: refusal(tool, by, args !== null), by }
    if (rule.effect === 'ask') asks.push(by)
    else allows = by
  }
  const [first] = asks
  return first ? { effect: 'ask', tool, by: first, asks } : { effect: 'auto', tool, by: allows }
}

function refusal({ name }: ToolDefinition, { level, rule }: DecidingRule, isCall: boolean): string {
  const what = isCall && rule.when ? `this call of "${name}"` : `the tool "${name}"`
  return `The policy of the ${WORDS[level]} does not allow ${what} (rule "${rule.tools}"). Do not try to get around it.`
}

const WORDS: Record<PolicyLevelName, string> = {
  platform: 'installation',
  tenant: 'organisation',
  workspace: 'workspace',
  agent: 'agent',
}

/** The rule of a level that decides about a call: the most specific one, and of equal ones the strictest. */
function ruleForCall(tool: ToolDefinition, rules: readonly PolicyRule[], subject: ToolSubject | null) {
  return pick(tool, rules, (rule) => {
    if (!rule.when) return true
    // A tool of which no rule can tell the arguments is meant only where it is called by its name.
    const is = tool.subject || rule.tools === tool.name ? meets(rule.when, subject) : false
    // What cannot be told is not allowed by a narrow rule, and does not slip through one that asks or denies.
    return is ?? rule.effect !== 'auto'
  })
}

/**
 * The rule that decides about an offer: without arguments, so by the rules that hold for all of them; but a tool of which
 * a more specific rule lets some calls through is offered.
 */
function ruleForOffer(tool: ToolDefinition, rules: readonly PolicyRule[]): PolicyRule | null {
  const general = pick(tool, rules, ({ when }) => !when)
  if (general?.effect !== 'deny') return general
  const narrow = rules.filter((rule) => rule.when && rule.effect !== 'deny')
  const open = pick(tool, narrow, () => true)
  return open && specificity(tool, open) > specificity(tool, general) ? open : general
}

function pick(
  tool: ToolDefinition,
  rules: readonly PolicyRule[],
  applies: (rule: PolicyRule) => boolean,
): PolicyRule | null {
  let best: PolicyRule | null = null
  let bestRank = 0
  for (const rule of rules) {
    const rank = specificity(tool, rule)
    if (rank < bestRank || rank === 0 || !applies(rule)) continue
    if (best && rank === bestRank && STRICTNESS[rule.effect] <= STRICTNESS[best.effect]) continue
    best = rule
    bestRank = rank
  }
  return best
}

/**
 * 0: the rule is not about this tool. A name comes before a wildcard (a longer one before a shorter), that before a group,
 * that before a risk; of two alike the one that is narrowed to arguments, and narrowed further.
 */
function specificity(tool: ToolDefinition, rule: PolicyRule): number {
  const { tools } = rule
  if (tools === tool.name) return 400_000 + narrowness(rule)
  if (tools.endsWith('*')) {
    return tool.name.startsWith(tools.slice(0, -1)) ? 300_000 + 1_000 * tools.length + narrowness(rule) : 0
  }
  if (tools.startsWith('group:')) return tools.slice('group:'.length) === tool.group ? 200_000 + narrowness(rule) : 0
  return tools === `risk:${tool.risk}` ? 100_000 + narrowness(rule) : 0
}

const narrownesses = new WeakMap<PolicyRule, number>()

function narrowness(rule: PolicyRule): number {
  if (!rule.when) return 0
  let known = narrownesses.get(rule)
  if (known === undefined) {
    known = narrownessOf(rule.when)
    narrownesses.set(rule, known)
  }
  return known
}

/** Under a thousand: more words of a command, a host rather than a domain, a method. */
function narrownessOf(when: RuleCondition): number {
  if ('command' in when) return 1 + Math.min(900, simpleCommand(when.command)?.length ?? 0)
  return 1 + (when.host.startsWith('*.') ? 0 : 500) + Math.min(255, when.host.length) + (when.method ? 1 : 0)
}

/** The definitions that a model may be offered, in a fixed order. */
export function offeredTools(box: Toolbox): ToolDefinition[] {
  return [...box.tools.values()].filter(({ name }) => decideTool(box, name, null).effect !== 'deny')
}

/** Whether a rule is about a tool at all. */
export function isAbout(tool: ToolDefinition, rule: PolicyRule): boolean {
  return specificity(tool, rule) > 0
}

/** Whether a rule certainly speaks of a call. */
export function covers(tool: ToolDefinition, rule: PolicyRule, args: unknown): boolean {
  return isAbout(tool, rule) && (!rule.when || meets(rule.when, tool.subject?.(args) ?? null) === true)
}
