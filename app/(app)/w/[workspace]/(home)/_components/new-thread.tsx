'use client'

import { ArrowUp, Check, ChevronDown, FlaskConical, Lock, LockOpen } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useRef, useState } from 'react'
import { useShell } from '#components/shell/shell-context.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { useSubmit } from '#components/ui/use-submit.ts'
import { startThread } from './start-thread.ts'

interface Agent {
  id: string
  name: string
  color: string
  face?: string
  isDemo: boolean
}

interface NewThreadProps {
  workspaceId: string
  agents: Agent[]
  initialAgentId: string
  /** To begin with; it is sent by the person. */
  initialText: string
}

/** A composer in the middle of the page: who, what, go. */
export function NewThread({ workspaceId, agents, initialAgentId, initialText }: NewThreadProps) {
  const problemWords = useProblemWords()
  const t = useTranslations('home')
  const router = useRouter()
  const paths = workspacePaths(workspaceId)
  const field = useRef<HTMLTextAreaElement>(null)
  const [agentId, setAgentId] = useState(initialAgentId)
  const [text, setText] = useState(initialText)
  const [isPrivate, setPrivate] = useState(false)
  const agent = agents.find(({ id }) => id === agentId) ?? agents[0]
  const { reloadLists } = useShell()
  const open = useCallback(
    ({ threadId }: { threadId: string }) => {
      router.push(workspacePaths(workspaceId).thread(threadId))
      reloadLists()
    },
    [router, workspaceId, reloadLists],
  )
  const { submit, pending, error } = useSubmit(startThread, open)
  if (!agent) return null
  const send = () => text.trim() && !pending && submit({ workspaceId, agentId: agent.id, text, isPrivate })

  return (
    <section aria-label={t('newThread')} className="flex flex-col gap-5">
      <div className="flex items-center gap-3">
        <Avatar name={agent.name} color={agent.color} face={agent.face} size="lg" />
        <h2 className="font-semibold text-xl tracking-tight">{t('what', { agent: agent.name })}</h2>
      </div>
      <form
        className="rounded-xl border border-control bg-raised shadow-raised transition-colors focus-within:border-ring"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <label htmlFor="task" className="sr-only">
          {t('taskFor', { agent: agent.name })}
        </label>
        <textarea
          id="task"
          ref={field}
          // biome-ignore lint/a11y/noAutofocus: the page is this field
          autoFocus
          rows={3}
          value={text}
          placeholder={t('describeTask')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            send()
          }}
          className="field-sizing-content block max-h-[40vh] min-h-20 w-full resize-none bg-transparent px-4 pt-3 pb-1 text-[0.9375rem] leading-relaxed outline-none max-sm:text-[1rem]"
        />
        <div className="flex items-center gap-1 p-2">
          <AgentPicker agents={agents} value={agent} onChange={setAgentId} />
          <Tooltip label={isPrivate ? t('privateHint') : t('sharedHint')}>
            <Button
              variant="ghost"
              size="sm"
              aria-pressed={isPrivate}
              aria-label={t('privateLabel')}
              onClick={() => setPrivate(!isPrivate)}
            >
              {isPrivate ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
              {isPrivate ? t('private') : t('shared')}
            </Button>
          </Tooltip>
          <Tooltip label={t('send')} shortcut="Enter">
            <Button
              type="submit"
              variant="primary"
              size="icon"
              className="ml-auto"
              aria-label={t('send')}
              pending={pending}
              disabled={!text.trim()}
            >
              <ArrowUp aria-hidden />
            </Button>
          </Tooltip>
        </div>
      </form>
      {error && (
        <Notice tone="danger" role="alert">
          {problemWords(error)}
        </Notice>
      )}
      <Suggestions
        isDemo={agent.isDemo}
        onChoose={(suggestion) => {
          setText(suggestion)
          field.current?.focus()
        }}
      />
      {agent.isDemo && (
        <p className="flex items-center gap-2 text-muted-foreground text-sm">
          <FlaskConical aria-hidden className="size-4 shrink-0 text-warning" />
          <span>
            {t.rich('demoNotice', {
              agent: agent.name,
              strong: (words) => <strong className="font-medium text-warning">{words}</strong>,
              link: (words) => (
                <Link href={paths.providers} className="underline underline-offset-4">
                  {words}
                </Link>
              ),
            })}
          </span>
        </p>
      )}
    </section>
  )
}

interface AgentPickerProps {
  agents: Agent[]
  value: Agent
  onChange: (agentId: string) => void
}

function AgentPicker({ agents, value, onChange }: AgentPickerProps) {
  const t = useTranslations('home')
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" className="min-w-0 text-foreground">
          <Avatar name={value.name} color={value.color} face={value.face} size="xs" />
          <span className="max-w-40 truncate">{value.name}</span>
          <ChevronDown aria-hidden />
          <span className="sr-only">{t('chooseAgent')}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {agents.map((agent) => (
          <DropdownMenuItem key={agent.id} onSelect={() => onChange(agent.id)}>
            <Avatar name={agent.name} color={agent.color} face={agent.face} size="xs" />
            <span className="max-w-60 truncate">{agent.name}</span>
            {agent.id === value.id && <Check aria-label={t('chosen')} className="ml-auto" />}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

const suggestions = ['suggestions.summary', 'suggestions.clock', 'suggestions.largest'] as const

// Words that the demo model knows, in both languages; docs/DEMO-MODEL.md has all of them.
const demoSuggestions = ['demoSuggestions.script', 'demoSuggestions.page', 'demoSuggestions.files'] as const

function Suggestions({ isDemo, onChoose }: { isDemo: boolean; onChoose: (text: string) => void }) {
  const t = useTranslations('home')
  return (
    <ul aria-label={t('suggestionsLabel')} className="flex flex-wrap gap-2">
      {(isDemo ? demoSuggestions : suggestions).map((suggestion) => (
        <li key={suggestion}>
          <button
            type="button"
            onClick={() => onChoose(t(suggestion))}
            className="rounded-full border bg-raised px-3 py-1 text-left text-muted-foreground text-sm transition-colors hover:bg-hover hover:text-foreground"
          >
            {t(suggestion)}
          </button>
        </li>
      ))}
    </ul>
  )
}
