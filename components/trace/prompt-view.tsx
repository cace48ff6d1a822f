'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CopyButton } from '#components/chat/copy-button.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { TracePrompt } from '#lib/traces/schema.ts'
import { Fold } from './fold.tsx'
import { messageParts } from './message-parts.ts'
import { TextBlock } from './text-block.tsx'

const ROLES = ['user', 'assistant', 'tool', 'system'] as const

/** All that a model was given for a step, as it was sent. */
export function PromptView({ prompt }: { prompt: TracePrompt }) {
  const t = useTranslations('trace')
  const { system, tools, messages, parameters, verified } = prompt
  return (
    <div className="flex flex-col gap-2" data-testid="prompt">
      <div className="flex items-center gap-2">
        <h3 className="font-medium">{t('prompt')}</h3>
        <Badge tone={verified ? 'success' : 'danger'} title={t(verified ? 'verifiedTitle' : 'notVerifiedTitle')}>
          {verified ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          {t(verified ? 'verified' : 'notVerified')}
        </Badge>
        <span className="ml-auto">
          <CopyButton text={JSON.stringify({ system, tools, messages, parameters }, null, 2)} label={t('copyPrompt')} />
        </span>
      </div>
      <Fold title={t('system')} aside={t('characters', { count: system.length })}>
        <TextBlock label={t('system')} text={system} />
      </Fold>
      <Fold title={t('tools')} aside={String(tools.length)}>
        <div className="flex flex-col gap-2">
          {tools.map((tool) => (
            <Fold key={tool.name} title={<span className="font-mono text-sm">{tool.name}</span>}>
              <TextBlock label={tool.name} text={JSON.stringify(tool, null, 2)} />
            </Fold>
          ))}
        </div>
      </Fold>
      {Object.keys(parameters).length > 0 && (
        <Fold title={t('parameters')}>
          <TextBlock label={t('parameters')} text={JSON.stringify(parameters, null, 2)} />
        </Fold>
      )}
      <ol aria-label={t('messages')} className="flex flex-col gap-2">
        {messages.map((message, place) => {
          const parts = messageParts(message.content)
          const role = ROLES.find((each) => each === message.role)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a prompt never changes
            <li key={place}>
              <Fold
                title={role ? t(`roles.${role}`) : message.role}
                aside={parts[0]?.text.slice(0, 120)}
                isOpen={place === messages.length - 1}
              >
                {parts.map((part, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a prompt never changes
                  <div key={at} className="flex flex-col gap-1">
                    {part.name && <span className="font-mono text-muted-foreground text-sm">{part.name}</span>}
                    <TextBlock label={role ? t(`roles.${role}`) : message.role} text={part.text} />
                  </div>
                ))}
              </Fold>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
