/** Something in a build that must not be published, or that nobody has explained. */
export interface Finding {
  rule:
    | 'remote-import'
    | 'script-element'
    | 'eval'
    | 'worker'
    | 'loader-url'
    | 'markup'
    | 'source-map'
    | 'key'
    | 'file'
    | 'manifest'
    | 'stale-explanation'
    | 'template';
  /** The file's path from the extension's root; none for what concerns the whole build. */
  file?: string;
  what: string;
}
