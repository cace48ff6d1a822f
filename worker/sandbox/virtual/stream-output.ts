import type {
  CommandNode,
  PipelineNode,
  ScriptNode,
  SimpleCommandNode,
  StatementNode,
  TransformPlugin,
} from 'just-bash'

type Redirection = SimpleCommandNode['redirections'][number]

/** Where a script's output is sent as it is produced; see `OutputFs`. */
export const OUTPUT_MOUNT = '/dev/.stream'

/** Left alone: they end or change the flow of their shell, or never write. */
const untouched = new Set(['exit', 'return', 'break', 'continue', 'true', 'false', ':'])

/** A script with `exec` may move its own output elsewhere, which a redirection added here would undo. */
const mayRedirectItself = /(?<![\w-])exec(?![\w-])/

/**
 * just-bash hands over a script's output when the script has ended. This sends each command's output on when the
 * command ends, by redirections added to the commands whose output nobody in the script reads: not inside functions
 * (a caller may capture them), not stdout in the middle of a pipe. Added in front, so that the script's own win.
 */
export function streamOutput(source: () => string): TransformPlugin {
  return {
    name: 'stream-output',
    transform: ({ ast }) => ({ ast: mayRedirectItself.test(source()) ? ast : streamed(ast) }),
  }
}

function streamed(ast: ScriptNode): ScriptNode {
  const copy = structuredClone(ast)
  visitStatements(copy.statements)
  return copy
}

function visitStatements(statements: StatementNode[]): void {
  for (const statement of statements) statement.pipelines.forEach(visitPipeline)
}

function visitPipeline(pipeline: PipelineNode): void {
  pipeline.commands.forEach((command, index) => {
    if (index === pipeline.commands.length - 1) visitLast(command)
    else if (!pipeline.pipeStderr?.[index]) redirect(command, [appendTo(2, 'stderr')])
  })
}

function visitLast(command: CommandNode): void {
  if (command.type !== 'SimpleCommand' && command.redirections.length === 0 && visitBodies(command)) return
  redirect(command, [appendTo(1, 'stdout'), appendTo(2, 'stderr')])
}

/** Streams from inside a compound command; false when it has no inside. */
function visitBodies(command: Exclude<CommandNode, SimpleCommandNode>): boolean {
  switch (command.type) {
    case 'If':
      for (const clause of command.clauses) {
        visitStatements(clause.condition)
        visitStatements(clause.body)
      }
      visitStatements(command.elseBody ?? [])
      return true
    case 'While':
    case 'Until':
      visitStatements(command.condition)
      visitStatements(command.body)
      return true
    case 'Case':
      for (const item of command.items) visitStatements(item.body)
      return true
    case 'For':
    case 'CStyleFor':
    case 'Subshell':
    case 'Group':
      visitStatements(command.body)
      return true
    default:
      return false
  }
}

function redirect(command: CommandNode, added: Redirection[]): void {
  if (command.type === 'FunctionDef') return
  if (command.type === 'SimpleCommand' && (!command.name || untouched.has(literalName(command)))) return
  command.redirections = [...added, ...command.redirections]
}

function literalName(command: SimpleCommandNode): string {
  const [part, ...others] = command.name?.parts ?? []
  return part?.type === 'Literal' && others.length === 0 ? part.value : ''
}

function appendTo(fd: number, file: string): Redirection {
  const path = `${OUTPUT_MOUNT}/${file}`
  return {
    type: 'Redirection',
    fd,
    operator: '>>',
    target: { type: 'Word', parts: [{ type: 'Literal', value: path }] },
  }
}
