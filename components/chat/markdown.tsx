import { ImageOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, isValidElement, memo, type ReactNode } from 'react'
import { type Components, defaultRehypePlugins, Streamdown, type StreamdownProps } from 'streamdown'
import { CopyButton } from './copy-button.tsx'
import './markdown.css'

// Without rehype-raw: HTML in the text is shown as text, never made into elements. What is left is sanitised all the same.
const rehypePlugins = [defaultRehypePlugins.sanitize] as NonNullable<StreamdownProps['rehypePlugins']>
/** Besides, the memories that an answer cites. */
const SAFE_LINK = /^(https?:|mailto:|\/w\/[0-9a-f-]{36}\/memory\?entry=[0-9a-f-]{36}$)/i

interface MarkdownProps {
  children: string
  /** More of it is on its way. */
  isStreaming?: boolean
}

/** Markdown of a model or a person: untrusted, also while it is half there. */
export const Markdown = memo(function Markdown({ children, isStreaming = false }: MarkdownProps) {
  return (
    <Streamdown
      className="markdown"
      mode={isStreaming ? 'streaming' : 'static'}
      rehypePlugins={rehypePlugins}
      components={components}
      controls={false}
      linkSafety={{ enabled: false }}
    >
      {children}
    </Streamdown>
  )
})

const components: Components = {
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  img: ({ src, alt }) => <ImagePlaceholder src={typeof src === 'string' ? src : undefined} alt={alt} />,
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  code: ({ children }) => <code>{children}</code>,
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  h6: ({ children }) => <h6>{children}</h6>,
  p: ({ children }) => <p>{children}</p>,
  ul: ({ children }) => <ul>{children}</ul>,
  ol: ({ children, start }) => <ol start={start}>{children}</ol>,
  li: ({ children, className }) => <li className={className}>{children}</li>,
  blockquote: ({ children }) => <blockquote>{children}</blockquote>,
  hr: () => <hr />,
  strong: ({ children }) => <strong>{children}</strong>,
  thead: ({ children }) => <thead>{children}</thead>,
  tbody: ({ children }) => <tbody>{children}</tbody>,
  tr: ({ children }) => <tr>{children}</tr>,
  th: ({ children }) => <th>{children}</th>,
  td: ({ children }) => <td>{children}</td>,
}

/** Other sites learn neither where the reader comes from nor get hold of the page. */
function SafeLink({ href, children }: { href?: string; children?: ReactNode }) {
  if (!href || !SAFE_LINK.test(href)) return <span>{children}</span>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
      {children}
    </a>
  )
}

/** Never loaded by itself: an image's address can carry out what a model was talked into telling. */
function ImagePlaceholder({ src, alt }: { src?: string; alt?: string }) {
  const t = useTranslations('chat')
  const label = alt || t('image')
  return (
    <span className="inline-flex items-center gap-1.5 rounded-md border bg-muted px-2 py-0.5 text-muted-foreground text-sm">
      <ImageOff aria-hidden className="size-3.5" />
      <SafeLink href={src}>{label}</SafeLink>
    </span>
  )
}

interface CodeProps {
  className?: string
  children?: ReactNode
}

/** @param props.children the `code` element, not drawn yet: its class names the language */
function CodeBlock({ children }: { children?: ReactNode }) {
  const t = useTranslations('chat')
  const inner: CodeProps = isValidElement<CodeProps>(children) ? children.props : { children }
  const language = /language-(\S+)/.exec(inner.className ?? '')?.[1]
  const code = String(inner.children ?? '').replace(/\n$/, '')
  return (
    <figure className="overflow-hidden rounded-lg border">
      <figcaption className="flex h-8 items-center justify-between border-b bg-muted pr-1 pl-3 text-muted-foreground text-xs">
        <span className="font-mono">{language ?? 'text'}</span>
        <CopyButton text={code} label={t('copyCode')} />
      </figcaption>
      <ScrollingCode>{code}</ScrollingCode>
    </figure>
  )
}

function ScrollingCode(props: ComponentProps<'code'>) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[32rem] overflow-auto p-3 font-mono text-[0.8125rem] leading-relaxed"
    >
      <code {...props} />
    </pre>
  )
}
