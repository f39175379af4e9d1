package dev.pimainteno.gate;

import java.util.List;

/**
 * What a person must look at before it leaves, in any project, at any depth and in any case. Makefiles are not among it: they
 * are changed like code, and what lowers tests in them is the matter of {@link WeakenedTestsGate}.
 */
final class HeldPaths {
    private static final String MANIFEST = "a manifest";
    private static final String LOCK = "a lock file";
    private static final String PACKING = "how it is packed";
    private static final String WRAPPER = "what starts the build";
    private static final String REGISTRY = "where packages come from";
    private static final String TERMS = "the terms under which it may be used";
    private static final String VENDORED = "vendored";
    private static final String BUILT = "built from something else";

    static final List<PathRule> RULES = List.of(
            PathRule.anywhere(MANIFEST, "{pom,ivy}.xml"),
            PathRule.anywhere(MANIFEST, "{build,settings}.{gradle,gradle.kts,sbt}"),
            PathRule.anywhere(MANIFEST, "{libs.versions,pyproject,Cargo}.toml"),
            PathRule.anywhere(MANIFEST, "{package,composer,deno,bower}.json"),
            PathRule.anywhere(MANIFEST, "go.{mod,work}"),
            PathRule.anywhere(MANIFEST, "setup.{py,cfg}"),
            PathRule.anywhere(MANIFEST, "{*requirements*,constraints*}.{txt,in}"),
            PathRule.anywhere(MANIFEST, "requirements/*.{txt,in}"),
            PathRule.anywhere(MANIFEST, "{Pipfile,Gemfile,Podfile,Brewfile,mix.exs,Package.swift}"),
            PathRule.anywhere(MANIFEST, "{pubspec,environment,pnpm-workspace}.y{,a}ml"),
            PathRule.anywhere(MANIFEST, "*.{gemspec,csproj,fsproj,vbproj}"),
            PathRule.anywhere(MANIFEST, "{WORKSPACE,MODULE}.bazel"),
            PathRule.anywhere(LOCK, "{package-lock,npm-shrinkwrap,packages.lock}.json"),
            PathRule.anywhere(LOCK, "{pnpm-lock.yaml,go.sum,go.work.sum,gradle.lockfile,bun.lockb}"),
            PathRule.anywhere(LOCK, "*.lock"),
            PathRule.anywhere(WRAPPER, "{gradlew,mvnw}{,.bat,.cmd}"),
            PathRule.anywhere(WRAPPER, "{gradle/wrapper,.mvn}/**"),
            PathRule.anywhere(REGISTRY, "{.npmrc,.yarnrc,.yarnrc.yml,pip.conf,.pypirc,nuget.config}"),
            PathRule.anywhere(REGISTRY, ".cargo/**"),
            PathRule.anywhere(PACKING, "{Dockerfile,Containerfile}{,.*}"),
            PathRule.anywhere(PACKING, "*.{Dockerfile,Containerfile}"),
            PathRule.anywhere(PACKING, "{docker-compose,compose}*.y{,a}ml"),
            PathRule.anywhere(TERMS, "{LICENSE,LICENCE,COPYING,NOTICE}{,.*}"),
            PathRule.anywhere(TERMS, "{LICENSE,LICENCE}-{MIT,APACHE,BSD,GPL,MPL}*"),
            PathRule.anywhere(VENDORED, "{vendor,_vendor,third_party,third-party,bower_components,Pods}/**"),
            PathRule.anywhere(BUILT, "dist/**"),
            PathRule.anywhere(BUILT, "*.min.{js,css}"),
            PathRule.anywhere(BUILT, "*.{js,css}.map"));

    private HeldPaths() {}
}
