import type { CommandNode, ScriptNode, SimpleCommandNode, StatementNode, TransformPlugin } from 'just-bash'

type Redirection = SimpleCommandNode['redirections'][number]

/** Where a script's output is sent as it is produced; see `OutputFs`. */
export const OUTPUT_MOUNT = '/dev/.stream'

/** Builtins that change their shell, or say nothing: their (rare) output comes with the script's end instead. */
const shellBuiltins = new Set(
  'exit return break continue eval source . set local declare typeset export readonly unset shift trap : true false [ test'.split(
    ' ',
  ),
)

/** A script with `exec` may move its own output elsewhere, which a redirection added here would undo. */
const mayRedirectItself = /(?<![\w-])exec(?![\w-])/

/**
 * just-bash hands over a script's output when the script has ended. This sends each command's output on when the
 * command ends, by appending redirections to the commands whose output nobody in the script reads: not inside functions
 * (a caller may capture them), not in the middle of a pipe, not under a redirection of the script's own.
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
  for (const statement of statements) {
    for (const pipeline of statement.pipelines) {
      const last = pipeline.commands.at(-1)
      if (last && !pipeline.timed) visitCommand(last)
    }
  }
}

function visitCommand(command: CommandNode): void {
  if (command.type === 'FunctionDef') return
  if (command.type === 'SimpleCommand') {
    // Placed first, so that a redirection of the script's own wins.
    if (command.name && !shellBuiltins.has(literalName(command))) {
      command.redirections = [appendTo(1, 'stdout'), appendTo(2, 'stderr'), ...command.redirections]
    }
    return
  }
  if (command.redirections.length > 0) return
  switch (command.type) {
    case 'If':
      for (const clause of command.clauses) {
        visitStatements(clause.condition)
        visitStatements(clause.body)
      }
      visitStatements(command.elseBody ?? [])
      return
    case 'While':
    case 'Until':
      visitStatements(command.condition)
      visitStatements(command.body)
      return
    case 'Case':
      for (const item of command.items) visitStatements(item.body)
      return
    case 'For':
    case 'CStyleFor':
    case 'Subshell':
    case 'Group':
      visitStatements(command.body)
  }
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
