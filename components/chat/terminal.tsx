'use client'

import { useTranslations } from 'next-intl'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { terminalText } from './terminal-text.ts'

interface TerminalProps {
  command: string
  text: string
  /** More is on its way: the view stays at the end, unless somebody scrolled up. */
  isLive: boolean
  fullOutputPath?: string
}

/** What a program printed. */
export function Terminal({ command, text, isLive, fullOutputPath }: TerminalProps) {
  const t = useTranslations('chat')
  const scroller = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const shown = useMemo(() => terminalText(text), [text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown decides how far the end is
  useLayoutEffect(() => {
    const element = scroller.current
    if (element && isLive && isAtEnd.current) element.scrollTop = element.scrollHeight
  }, [shown, isLive])
  return (
    <div
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 24
      }}
      className="max-h-80 overflow-auto bg-terminal p-3 font-mono text-terminal-foreground text-xs leading-relaxed focus-visible:outline-offset-[-2px]"
    >
      {command && (
        <pre className="whitespace-pre-wrap break-words">
          <span aria-hidden className="select-none text-terminal-muted">
            ${' '}
          </span>
          {command}
        </pre>
      )}
      {shown && <pre className="whitespace-pre-wrap break-words">{shown}</pre>}
      {isLive && !shown && <p className="text-terminal-muted">{t('running')}</p>}
      {fullOutputPath && <p className="mt-2 text-terminal-muted">{t('wholeOutput', { path: fullOutputPath })}</p>}
    </div>
  )
}
