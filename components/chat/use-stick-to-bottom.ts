import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** So near the end counts as at the end. */
const NEAR_PX = 48

/**
 * Keeps a scrolling element at its end while its content grows, until the person scrolls up; from then on it stays
 * where they read.
 */
export function useStickToBottom(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const sticks = useRef(true)
  const lastTop = useRef(0)
  const [isAtBottom, setAtBottom] = useState(true)

  const toBottom = useCallback(() => {
    const element = scroller.current
    if (!element) return
    sticks.current = true
    setAtBottom(true)
    element.scrollTop = element.scrollHeight
    lastTop.current = element.scrollTop
  }, [scroller])

  useLayoutEffect(toBottom, [toBottom])

  useEffect(() => {
    const element = scroller.current
    if (!element || !content.current) return
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element
      const isNear = scrollHeight - scrollTop - clientHeight <= NEAR_PX
      // Only a move upwards is somebody's wish to leave: growing content moves the end away by itself.
      if (isNear) sticks.current = true
      else if (scrollTop < lastTop.current) sticks.current = false
      lastTop.current = scrollTop
      setAtBottom(isNear || sticks.current)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    // Called before the browser paints what has grown: nothing flickers.
    const observer = new ResizeObserver(() => {
      if (sticks.current) toBottom()
    })
    observer.observe(content.current)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [scroller, content, toBottom])

  return { isAtBottom, toBottom }
}
