'use client'

import { useToolWords } from '#components/agents/tool-words.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { builtInTools, TOOL_NAMES } from '#lib/tools/registry.ts'

interface ToolListProps {
  value: readonly string[]
  onChange: (tools: string[]) => void
}

/** What the agent may do, and what each of it risks. */
export function ToolList({ value, onChange }: ToolListProps) {
  const { wordsOfTool, wordsOfRisk } = useToolWords()
  return (
    <ul className="divide-y rounded-lg border">
      {TOOL_NAMES.map((name) => {
        const { icon: Icon, title, explanation } = wordsOfTool(name)
        const risk = wordsOfRisk(builtInTools[name].risk)
        return (
          <li key={name} className="flex items-center gap-3 px-3 py-2.5">
            <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <label htmlFor={`tool-${name}`} className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{title}</span>
                <Badge tone={risk.tone}>{risk.label}</Badge>
              </span>
              <span className="block text-muted-foreground text-sm">{explanation}</span>
            </label>
            <Switch
              id={`tool-${name}`}
              checked={value.includes(name)}
              onCheckedChange={(granted) =>
                onChange(granted ? [...value, name] : value.filter((other) => other !== name))
              }
            />
          </li>
        )
      })}
    </ul>
  )
}
