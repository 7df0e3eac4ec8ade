//! Projects 「프로젝트」: what an organisation builds in, with members, quota and clusters of their own.
