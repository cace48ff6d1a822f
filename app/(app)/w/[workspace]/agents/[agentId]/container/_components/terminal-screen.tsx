'use client'

import { FitAddon } from '@xterm/addon-fit'
import { Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { connectTerminal, type TerminalEnd, type TerminalPlace } from './terminal-connection.ts'

interface TerminalScreenProps {
  place: TerminalPlace
  onOpened: () => Promise<void>
  onEnd: (end: TerminalEnd) => void
}

/** The terminal itself. What it shows comes from the sandbox: it may draw, and nothing else. */
export function TerminalScreen({ place, onOpened, onEnd }: TerminalScreenProps) {
  const t = useTranslations('sandbox')
  const holder = useRef<HTMLDivElement>(null)
  const label = t('terminal')
  const latest = useRef({ place, onOpened, onEnd })
  useEffect(() => {
    latest.current = { place, onOpened, onEnd }
  })
  useEffect(() => {
    const element = holder.current
    if (!element) return
    const style = getComputedStyle(element)
    const screen = new Terminal({
      fontFamily: style.fontFamily,
      fontSize: 13,
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      scrollback: 5000,
      theme: { background: style.backgroundColor, foreground: style.color, cursor: style.color },
      // A link in the output is an address that somebody else chose, under words that somebody else chose.
      linkHandler: { activate: () => {} },
    })
    const fit = new FitAddon()
    screen.loadAddon(fit)
    screen.open(element)
    screen.textarea?.setAttribute('aria-label', label)
    fit.fit()
    const connection = connectTerminal(
      latest.current.place,
      { columns: screen.cols, rows: screen.rows },
      {
        opened: () => void latest.current.onOpened(),
        show: (bytes) => new Promise((resolve) => screen.write(bytes, resolve)),
        ended: (end) => latest.current.onEnd(end),
      },
    )
    screen.onData((text) => connection.type(text))
    screen.onResize(({ cols, rows }) => connection.resize({ columns: cols, rows }))
    const observer = new ResizeObserver(() => fit.fit())
    observer.observe(element)
    screen.focus()
    return () => {
      observer.disconnect()
      connection.close()
      screen.dispose()
    }
  }, [label])
  return (
    <div className="overflow-hidden rounded-lg bg-terminal p-3">
      <div ref={holder} data-terminal className="h-96 bg-terminal font-mono text-terminal-foreground" />
    </div>
  )
}
