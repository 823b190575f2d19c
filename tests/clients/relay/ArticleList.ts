declare function graphql(parts: TemplateStringsArray): unknown;

export const fragment = graphql`
  fragment ArticleList_query on Query
  @refetchable(queryName: "ArticleListPaginationQuery")
  @argumentDefinitions(
    locale: { type: "Locale" }
    first: { type: "Int", defaultValue: 20 }
    after: { type: "String" }
  ) {
    articles(locale: $locale, first: $first, after: $after) @connection(key: "ArticleList_articles") {
      edges {
        node {
          id
          title {
            value
            lang
            dir
          }
        }
      }
    }
  }
`;
