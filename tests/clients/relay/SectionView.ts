declare function graphql(parts: TemplateStringsArray): unknown;

// `node(id:)` alone is what Relay refetches by: the id has to name the locale too.
export const fragment = graphql`
  fragment SectionView_section on Section @refetchable(queryName: "SectionViewRefetchQuery") {
    key
    level
    heading {
      value
      lang
      dir
      isFallback
    }
    blocks {
      __typename
      key
      ... on Paragraph {
        text {
          html
          lang
          dir
        }
      }
    }
  }
`;

export const query = graphql`
  query SectionViewQuery($slug: String!, $locale: Locale, $section: String!) {
    article(slug: $slug, locale: $locale) {
      section(key: $section) {
        ...SectionView_section
      }
    }
  }
`;
