'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useToolWords } from '#components/agents/tool-words.ts'
import { PatchView } from '#components/chat/patch-view.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { McpToolView } from '#lib/mcp/schema.ts'
import { TOOL_RISKS, type ToolRisk } from '#lib/tools/schema.ts'
import { reviewTools } from '../actions.ts'

interface ToolReviewProps {
  workspaceId: string
  serverId: string
  tools: readonly McpToolView[]
  mayChange: boolean
}

const tones = { enabled: 'success', quarantined: 'warning', gone: 'neutral' } as const
type Review = { toolId: string; hash: string; enabled: boolean; risk?: ToolRisk }

/** A server's tools, with all that a model is told of them: whoever enables one has seen it. */
export function ToolReview({ workspaceId, serverId, tools, mayChange }: ToolReviewProps) {
  const t = useTranslations('mcp')
  const problemWords = useProblemWords()
  const action = useCallback(
    async (reviews: Review[]) => {
      const result = await reviewTools({ workspaceId, serverId, tools: reviews })
      if (!result.ok) toast.error(problemWords(result.error))
      return result
    },
    [workspaceId, serverId, problemWords],
  )
  const { submit, pending } = useSubmit(action)
  const waiting = tools.filter(({ state }) => state === 'quarantined')
  return (
    <div className="flex flex-col gap-3">
      {mayChange && waiting.length > 1 && (
        <Button
          size="sm"
          className="self-end"
          pending={pending}
          onClick={() => submit(waiting.map(({ id, hash }) => ({ toolId: id, hash, enabled: true })))}
        >
          {t('enableAll', { count: waiting.length })}
        </Button>
      )}
      <ul className="divide-y rounded-xl border bg-raised shadow-raised">
        {tools.map((tool) => (
          <ToolRow key={tool.id} tool={tool} mayChange={mayChange} disabled={pending} onReview={submit} />
        ))}
      </ul>
    </div>
  )
}

interface ToolRowProps {
  tool: McpToolView
  mayChange: boolean
  disabled: boolean
  onReview: (reviews: Review[]) => void
}

function ToolRow({ tool, mayChange, disabled, onReview }: ToolRowProps) {
  const t = useTranslations('mcp')
  const { wordsOfRisk } = useToolWords()
  const { id: toolId, name, toolName, state, risk, hash, patch, definition } = tool
  const { label, tone } = wordsOfRisk(risk)
  const review = (change: { enabled: boolean; risk?: ToolRisk }) => onReview([{ toolId, hash, ...change }])
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-40 flex-1">
          <p className="flex flex-wrap items-center gap-2">
            <span className="wrap-anywhere font-medium">{definition.title ?? name}</span>
            <Badge tone={tones[state]}>{t(patch ? 'toolStates.changed' : `toolStates.${state}`)}</Badge>
            {!(mayChange && state === 'enabled') && <Badge tone={tone}>{label}</Badge>}
          </p>
          <p className="wrap-anywhere font-mono text-muted-foreground text-xs">{toolName}</p>
        </div>
        {mayChange && state === 'enabled' && (
          <Select
            aria-label={t('riskOf', { name })}
            className="w-40"
            value={risk}
            disabled={disabled}
            onValueChange={(value) => review({ enabled: true, risk: value as ToolRisk })}
            options={TOOL_RISKS.map((value) => ({ value, label: wordsOfRisk(value).label }))}
          />
        )}
        {mayChange && state !== 'gone' && (
          <Button
            size="sm"
            variant={state === 'enabled' ? 'danger-ghost' : 'primary'}
            disabled={disabled}
            aria-label={t(state === 'enabled' ? 'disableName' : 'enableName', { name })}
            onClick={() => review({ enabled: state !== 'enabled' })}
          >
            {t(state === 'enabled' ? 'disable' : 'enable')}
          </Button>
        )}
      </div>
      <p className="wrap-anywhere whitespace-pre-wrap text-sm">{definition.description}</p>
      {patch && (
        <div className="overflow-hidden rounded-lg border">
          <p className="border-b bg-muted px-3 py-1.5 font-medium text-sm">{t('difference')}</p>
          <PatchView isWrapped patch={patch} />
        </div>
      )}
      <details className="text-sm">
        <summary className="w-fit cursor-pointer text-muted-foreground hover:text-foreground">{t('schema')}</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="mt-2 max-h-72 overflow-auto rounded-lg border bg-muted p-3 font-mono text-xs"
        >
          {JSON.stringify(definition.inputSchema, null, 2)}
        </pre>
      </details>
    </li>
  )
}
